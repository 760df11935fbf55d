// SPDX-License-Identifier: MIT
#pragma once

namespace miniqq::client {

class MessageView;

/// Makes every MessageView a list for screen readers: one item per row that says sender, text, time and
/// state. May be called any number of times.
void installMessageViewAccessibility();

/// Tells screen readers, if there are any, that rows came in.
void announceRowsInserted(MessageView *view, int first, int last);

} // namespace miniqq::client
