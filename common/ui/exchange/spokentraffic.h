// SPDX-License-Identifier: MIT
#pragma once

#include "common/tap/trafficmodel.h"

namespace miniqq::ui {

/// The traffic with the words in which each of its rows is read aloud (Qt::AccessibleTextRole), as the rows
/// are painted and a screen reader would else know the time of a frame only.
class SpokenTraffic final : public tap::TrafficModel
{
public:
    using TrafficModel::TrafficModel;

    QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace miniqq::ui
