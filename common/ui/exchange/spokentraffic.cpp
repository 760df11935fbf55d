// SPDX-License-Identifier: MIT
#include "common/ui/exchange/spokentraffic.h"

#include "common/ui/exchange/exchangeitem.h"

namespace miniqq::ui {

QVariant SpokenTraffic::data(const QModelIndex &index, int role) const
{
    if (role == Qt::AccessibleTextRole && index.isValid())
        return spokenText(exchangeItem(index));
    return TrafficModel::data(index, role);
}

} // namespace miniqq::ui
