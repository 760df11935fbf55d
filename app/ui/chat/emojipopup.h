// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace miniqq::client {

/// A small panel with common emoji, picked by mouse or by arrow keys and Enter.
class EmojiPopup : public QWidget
{
    Q_OBJECT
public:
    static constexpr int columns = 10;

    explicit EmojiPopup(QWidget *parent);

    static QStringList emoji();
    /// Opens above the button, as far as the screen allows.
    void openAbove(const QWidget &button);

    QSize sizeHint() const override;

Q_SIGNALS:
    void picked(const QString &emoji);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRect cell(int index) const;
    int cellAt(const QPoint &point) const;
    void pick(int index);
    void setCurrent(int index);

    QStringList m_emoji = emoji();
    int m_current = 0;
};

} // namespace miniqq::client
