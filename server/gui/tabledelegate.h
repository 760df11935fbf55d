// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace miniqq::ui {
struct Theme;
}

namespace miniqq::server {

/// Paints the rows of this window's tables: 40 px, one line below, `hover` and `selected` grounds, text in
/// the colours of the theme. Columns with more than text are painted by those who derive from it.
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// How the text of a cell looks.
    struct CellText
    {
        QColor colour;
        QFont font;
        Qt::TextElideMode elide = Qt::ElideRight;
    };

    virtual CellText cellText(const QModelIndex &index, const ui::Theme &theme) const;
    /// Paints what stands in `rect`, a cell without its padding. The ground is there already.
    virtual void paintCell(QPainter &painter, const QRect &rect, const QModelIndex &index,
                           const QColor &ground, const ui::Theme &theme) const;
    void paintText(QPainter &painter, const QRect &rect, const QString &text, int alignment,
                   const CellText &look) const;
};

} // namespace miniqq::server
