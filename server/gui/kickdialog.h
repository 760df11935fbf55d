// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/strongid.h"
#include "common/ui/dialog.h"

class QLineEdit;

namespace miniqq::server {

/// Asks for the reason before somebody is shown the door; the reason is what they will read.
class KickDialog final : public ui::Dialog
{
    Q_OBJECT

public:
    KickDialog(ConnectionId connection, const QString &name, QWidget *parent);

Q_SIGNALS:
    void confirmed(miniqq::ConnectionId connection, const QString &reason);

private:
    QLineEdit *m_reason;
};

} // namespace miniqq::server
