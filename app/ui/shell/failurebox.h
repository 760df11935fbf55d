// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace miniqq::ui {
class Label;
}

namespace miniqq::client {

/// What went wrong, on a soft red ground: heading, the next step, and the technical sentence in a fixed font.
class FailureBox final : public QWidget
{
    Q_OBJECT

public:
    explicit FailureBox(QWidget *parent = nullptr);
    void setText(const QString &heading, const QString &advice, const QString &detail);
    QString heading() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ui::Label *m_heading;
    ui::Label *m_advice;
    ui::Label *m_detail;
};

} // namespace miniqq::client
