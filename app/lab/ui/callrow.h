// SPDX-License-Identifier: MIT
#pragma once

#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

namespace miniqq::ui {
struct Theme;
} // namespace miniqq::ui

namespace miniqq::lab {

/// The letter of an end on its ground: blue for a server, green for a client. `rect` is as high as the chip.
void paintEndChip(QPainter &painter, const QRect &rect, const QString &letter, bool server,
                  const ui::Theme &theme);
/// How wide the chip of a letter is.
int endChipWidth(const QString &letter, const ui::Theme &theme);

/// The rows of a CallLaneModel that are wanted.
class CallFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString &words);
    void setAskingShown(bool shown);
    bool isFiltering() const { return !m_words.isEmpty(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    bool m_asking = false;
};

/// Paints a row of a CallLaneModel.
class CallDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setPython(bool python) { m_python = python; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    bool m_python = false;
};

} // namespace miniqq::lab
