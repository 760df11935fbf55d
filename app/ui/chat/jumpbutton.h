// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

namespace miniqq::client {

/// The round button that leads to the end of the conversation, with the number of new messages there.
class JumpButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit JumpButton(QWidget *parent);

    void setCount(int count);
    int count() const { return m_count; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();

    int m_count = 0;
};

} // namespace miniqq::client
