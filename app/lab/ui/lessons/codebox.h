// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QWidget>

namespace miniqq::lab {

/// A few lines of Python with their numbers. Words of the language, texts and comments in colours of their
/// own; long lines are broken. The text can be copied from its menu.
class CodeBox : public QWidget
{
    Q_OBJECT
public:
    explicit CodeBox(QWidget *parent = nullptr);

    void setLines(const QStringList &lines);
    const QStringList &lines() const { return m_lines; }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    int numberWidth() const;

    QStringList m_lines;
};

} // namespace miniqq::lab
