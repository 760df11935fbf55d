// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QPushButton>
#include <QTimer>

namespace miniqq::ui {

enum class ButtonKind {
    Primary, ///< one per view
    Secondary,
    Plain,            ///< panel fill without a border, on a tinted ground such as a banner
    Quiet,            ///< text only
    Destructive,      ///< secondary in the colour of errors
    DestructiveSolid, ///< only in the dialog that confirms
};
enum class ButtonSize {
    Small = metric::buttonSmall,
    Normal = metric::buttonNormal,
    Large = metric::buttonLarge
};

/// A push button with a kind, a size and a line icon by name. A plain QPushButton is drawn as Secondary.
class Button : public QPushButton
{
    Q_OBJECT
public:
    explicit Button(const QString &text = {}, ButtonKind kind = ButtonKind::Secondary,
                    QWidget *parent = nullptr);
    Button(const QString &iconName, const QString &text, ButtonKind kind, QWidget *parent = nullptr);

    ButtonKind kind() const { return m_kind; }
    void setKind(ButtonKind kind);
    ButtonSize buttonSize() const { return m_size; }
    void setButtonSize(ButtonSize size);
    QString iconName() const { return m_iconName; }
    void setIconName(const QString &name);
    /// The icon stands after the text, as in "Send".
    void setIconAfterText(bool after);
    bool isIconAfterText() const { return m_iconAfter; }

    /// A busy button keeps its width, shows a turning ring and takes no clicks.
    bool isBusy() const { return m_busy; }
    void setBusy(bool busy);
    int busyAngle() const { return m_angle; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    ButtonKind m_kind = ButtonKind::Secondary;
    ButtonSize m_size = ButtonSize::Normal;
    QString m_iconName;
    QTimer m_spin;
    int m_angle = 0;
    bool m_iconAfter = false;
    bool m_busy = false;
};

} // namespace miniqq::ui
