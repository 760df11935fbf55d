// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QWidget>

namespace miniqq::lab {

/// Small words beside each other, in as many lines as they need.
class TagFlow final : public QWidget
{
    Q_OBJECT

public:
    explicit TagFlow(QWidget *parent = nullptr);

    void setTags(const QStringList &tags);
    const QStringList &tags() const { return m_tags; }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<QRect> places(int width) const;

    QStringList m_tags;
};

} // namespace miniqq::lab
