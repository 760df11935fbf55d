// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

namespace miniqq::ui {
class IconButton;
} // namespace miniqq::ui

namespace miniqq::lab {

/// An answer to choose: a ring, the words, how many of the class are for it, and a bar of its share. The plus
/// counts one more.
class ChoiceCard : public QAbstractButton
{
    Q_OBJECT
public:
    explicit ChoiceCard(QWidget *parent = nullptr);

    void setVotes(int votes, int all);
    /// It was chosen; later it is told which one was right.
    enum class Mark { None, Right, Wrong };
    void setMark(Mark mark);
    void setVotable(bool votable);

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void voted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QString votesText() const;
    QRect wordsRect(int width) const;

    ui::IconButton *m_plus;
    int m_votes = 0;
    int m_all = 0;
    Mark m_mark = Mark::None;
};

} // namespace miniqq::lab
