// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/connectioninfo.h"
#include "common/ui/strips.h"

namespace miniqq::ui {
class ElidedLabel;
class Label;
} // namespace miniqq::ui

namespace miniqq::client {

/// The strip below the conversations: whether one is connected, to whom, protected or not, and how far away
/// that is.
class ConnectionFoot final : public ui::StatusStrip
{
    Q_OBJECT

public:
    explicit ConnectionFoot(QWidget *parent = nullptr);
    void setInfo(const ConnectionInfo &info);
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    class Lock;
    void showInfo();
    QString stateText() const;

    ConnectionInfo m_info;
    Lock *m_lock;
    ui::ElidedLabel *m_text;
    ui::Label *m_rtt;
};

} // namespace miniqq::client
