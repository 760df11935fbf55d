// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QLabel>

namespace miniqq::ui {

/// Plain text in a font role and a colour token, following the theme. Markup is shown literally.
class Label : public QLabel
{
    Q_OBJECT
public:
    explicit Label(const QString &text = {}, FontRole role = FontRole::Body,
                   Strength strength = Strength::Regular, Theme::Token colour = &Theme::text,
                   QWidget *parent = nullptr);

    void setRole(FontRole role, Strength strength = Strength::Regular);
    void setColour(Theme::Token colour);

protected:
    bool event(QEvent *event) override;

private:
    void restyle();

    FontRole m_role;
    Strength m_strength;
    Theme::Token m_colour;
};

/// One line of plain text that ends in an ellipsis when there is no room; the whole text is then the tooltip.
class ElidedLabel : public QWidget
{
    Q_OBJECT
public:
    explicit ElidedLabel(const QString &text = {}, FontRole role = FontRole::Body,
                         Strength strength = Strength::Regular, Theme::Token colour = &Theme::text,
                         QWidget *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text);
    void setRole(FontRole role, Strength strength = Strength::Regular);
    void setColour(Theme::Token colour);
    void setElideMode(Qt::TextElideMode mode);
    void setAlignment(Qt::Alignment alignment);
    bool isElided() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString m_text;
    FontRole m_role;
    Strength m_strength;
    Theme::Token m_colour;
    Qt::TextElideMode m_mode = Qt::ElideRight;
    Qt::Alignment m_alignment = Qt::AlignLeft;
};

} // namespace miniqq::ui
