// SPDX-License-Identifier: MIT
#pragma once

class QTableView;

namespace miniqq::server {

/// What all tables of this window have in common: whole rows, one at a time, no grid, heights of the theme.
void prepareTable(QTableView &table);

} // namespace miniqq::server
