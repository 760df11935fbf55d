// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

namespace miniqq::client {

/// A quiet button for a choice with a menu behind it: icon, the choice in force, a chevron.
class ChoiceButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ChoiceButton(const QString &iconName, QWidget *parent = nullptr);

    void setIconName(const QString &name);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_iconName;
};

} // namespace miniqq::client
