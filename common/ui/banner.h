// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/painters.h"

#include <QVariantAnimation>
#include <QWidget>

class QHBoxLayout;
class QTimer;

namespace miniqq::ui {

class BusyRing;
class Button;
class ElidedLabel;
class Label;

/// A strip of 40 px between header and content. It pushes, never covers: cause, details and the next step.
class Banner : public QWidget
{
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);

    /// Slides the banner in with this content. `busy` shows a turning ring instead of the icon. Screen
    /// readers announce it, unless it says just what it said before.
    void open(Tone tone, const QString &text, const QString &detail = {}, bool busy = false);
    /// Changes the words of an open banner without announcing them: for a countdown.
    void setText(const QString &text);
    /// Slides it out. With a delay in ms it stays that long first ("back again": 2000).
    void dismiss(int afterMs = 0);
    bool isOpen() const { return m_open; }

    /// Adds a button; the caller connects to its clicked(). Removed by clearActions().
    Button *addAction(const QString &text);
    void clearActions();

    QString text() const;
    QSize sizeHint() const override;

Q_SIGNALS:
    /// Screen readers were asked to read this out.
    void announced(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void slideTo(int height);

    QVariantAnimation m_slide;
    QTimer *m_timer;
    BusyRing *m_ring;
    Label *m_text;
    ElidedLabel *m_detail;
    QWidget *m_actions;
    QHBoxLayout *m_actionLayout;
    Tone m_tone = Tone::Warn;
    bool m_busy = false;
    bool m_open = false;
};

} // namespace miniqq::ui
