// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/avatarpainter.h"

#include <QWidget>

namespace miniqq::ui {

/// A round avatar of a fixed diameter: 40 list, 36 header, 32 bubble, 24 table, 20 typing.
class Avatar : public QWidget
{
    Q_OBJECT
public:
    explicit Avatar(int diameter = 40, QWidget *parent = nullptr);

    const AvatarSpec &spec() const { return m_spec; }
    void setSpec(const AvatarSpec &spec);
    /// The colour the avatar lies on; `panel` at first.
    void setBehind(Theme::Token token);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    AvatarSpec m_spec;
    Theme::Token m_behind = &Theme::panel;
    int m_diameter;
};

} // namespace miniqq::ui
