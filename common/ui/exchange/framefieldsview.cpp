// SPDX-License-Identifier: MIT
#include "common/ui/exchange/framefieldsview.h"

#include "common/ui/exchange/fieldexplanation.h"
#include "common/ui/painters.h"

#include <QEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace miniqq::ui {

namespace {

enum Role { ValueRole = Qt::UserRole + 1, BeginRole, EndRole, NoteRole };

constexpr qsizetype longestValue = 400; // characters painted and spoken; the bytes below show everything

QString oneLine(QString text)
{
    text.truncate(longestValue);
    for (QChar &c : text) {
        if (!c.isPrint() && !c.isSurrogate())
            c = QChar(0xB7); // a middle dot, as in the column of characters
    }
    return text;
}

QString rangeText(qsizetype begin, qsizetype end)
{
    return end - begin == 1 ? QString::number(begin) : QStringLiteral("%1–%2").arg(begin).arg(end - 1);
}

class FieldDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {120, qMax(25, QFontMetrics(themeOf(option.widget).font(FontRole::Caption)).height() + 8)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        const PainterScope scope(*painter);
        const QRect room = option.rect.adjusted(4, 0, -8, 0);
        const QString range = index.data(NoteRole).toString();
        const bool marked = option.state.testFlag(QStyle::State_Selected);

        painter->setFont(theme.font(FontRole::Micro));
        painter->setPen(marked ? theme.text : theme.text3);
        const int rangeWidth = painter->fontMetrics().horizontalAdvance(range);
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, range);

        const QString name = index.data(Qt::DisplayRole).toString();
        painter->setFont(theme.font(FontRole::Caption));
        painter->setPen(marked ? theme.text : theme.text2);
        const int left = room.width() - rangeWidth - 10;
        const QString shownName = painter->fontMetrics().elidedText(name, Qt::ElideRight, left);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, shownName);
        const int nameWidth = painter->fontMetrics().horizontalAdvance(shownName) + 8;

        painter->setFont(theme.font(FontRole::Code));
        painter->setPen(theme.text);
        const QRect value = room.adjusted(nameWidth, 0, -rangeWidth - 10, 0);
        painter->drawText(value, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(index.data(ValueRole).toString(), Qt::ElideRight,
                                                            value.width()));
    }
};

} // namespace

FrameFieldsView::FrameFieldsView(QWidget *parent)
    : QTreeView(parent)
    , m_model(new QStandardItemModel(this))
{
    setModel(m_model);
    setItemDelegate(new FieldDelegate(this));
    setProperty("miniqqPaintsRows", true);
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setIndentation(16);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Fields of the frame"));
}

void FrameFieldsView::setFrame(const QByteArray &frame)
{
    m_model->clear();
    m_frame = frame;
    m_fields = tap::frameFields(frame);
    if (m_fields.empty())
        return;
    auto *root = new QStandardItem(tr("frame"));
    root->setData(qlonglong(0), BeginRole);
    root->setData(qlonglong(frame.size()), EndRole);
    root->setData(tr("%n bytes", nullptr, int(frame.size())), NoteRole);
    root->setData(root->text(), Qt::AccessibleTextRole);
    m_model->appendRow(root);
    for (const tap::FrameField &field : m_fields)
        add(root, field);
    expandAll();
}

void FrameFieldsView::add(QStandardItem *parent, const tap::FrameField &field)
{
    auto *item = new QStandardItem(oneLine(field.name));
    QString value = oneLine(field.value);
    qsizetype begin = field.valueBegin;
    qsizetype end = field.valueEnd;
    // What a string says are the bytes between its quotes.
    if (end - begin > 2 && m_frame.at(begin) == '"') {
        ++begin;
        --end;
    }
    QString note = rangeText(begin, end);
    if (field.explanation == "frame.length")
        note += QStringLiteral(" · uint32 BE");
    else if (field.explanation == "frame.payload")
        value = field.children.empty() ? tr("binary") : QStringLiteral("UTF-8 JSON");
    else if (!field.children.empty())
        value = QStringLiteral("{…}");
    item->setData(value, ValueRole);
    item->setData(qlonglong(begin), BeginRole);
    item->setData(qlonglong(end), EndRole);
    item->setData(note, NoteRole);
    //: %1 name of a field, %2 its value, %3 its bytes, e.g. "13–21"; read aloud
    item->setData(tr("%1: %2, bytes %3").arg(item->text(), value, note), Qt::AccessibleTextRole);
    const QString explanation = fieldExplanation(field.explanation);
    item->setData(explanation, Qt::AccessibleDescriptionRole);
    item->setToolTip(explanation);
    parent->appendRow(item);
    for (const tap::FrameField &child : field.children)
        add(item, child);
}

void FrameFieldsView::selectByte(qsizetype offset)
{
    const std::vector<int> path = tap::fieldAt(m_fields, offset);
    QModelIndex index = m_model->index(0, 0);
    for (const int row : path)
        index = m_model->index(row, 0, index);
    if (index.isValid() && index != currentIndex())
        setCurrentIndex(index);
}

bool FrameFieldsView::step(int direction)
{
    const QModelIndex current = currentIndex();
    const QModelIndex next = !current.isValid() ? m_model->index(0, 0)
                             : direction > 0    ? indexBelow(current)
                                                : indexAbove(current);
    if (!next.isValid())
        return false;
    setCurrentIndex(next);
    return true;
}

QSize FrameFieldsView::sizeHint() const
{
    return {320, 240};
}

void FrameFieldsView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (current.isValid()) {
        Q_EMIT fieldSelected(current.data(BeginRole).toLongLong(), current.data(EndRole).toLongLong(),
                             current.data(Qt::DisplayRole).toString(),
                             current.data(Qt::AccessibleDescriptionRole).toString());
    }
}

void FrameFieldsView::drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    // The marked field has the colour its bytes have in the hex view, over the whole row.
    const Theme &theme = themeOf(this);
    if (selectionModel()->isSelected(index))
        paintPanel(*painter, option.rect, metric::radiusControl, theme.hexSel);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        paintPanel(*painter, option.rect, metric::radiusControl, theme.hover);
    QTreeView::drawRow(painter, option, index);
    if (hasFocus() && index == currentIndex())
        paintFocus(*painter, QRectF(option.rect).adjusted(1, 1, -1, -1), metric::radiusControl, theme);
}

void FrameFieldsView::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Fields of the frame"));
}

} // namespace miniqq::ui
