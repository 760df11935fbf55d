// SPDX-License-Identifier: MIT
#include "app/lab/ui/lessons/lessonlist.h"

#include "app/lab/workbench/lessonsession.h"
#include "common/ui/format.h"
#include "common/ui/icons.h"
#include "common/ui/painters.h"
#include "common/ui/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowHeight = 56;
constexpr int numberWidth = 36;

class LessonDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, std::max(rowHeight, option.fontMetrics.height() * 3)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        const PainterScope scope(*painter);
        const bool broken = index.data(LessonListModel::BrokenRole).toBool();
        const QRectF plate = QRectF(option.rect).adjusted(metric::grid, 1, -metric::grid, -1);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            paintPanel(*painter, plate, metric::radiusCard,
                       option.state & QStyle::State_Selected ? theme.selected : theme.hover);
        }
        if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange))
            paintFocus(*painter, plate, metric::radiusCard, theme);
        const QRectF number(plate.left(), plate.top(), numberWidth, plate.height());
        if (broken) {
            paintIcon(*painter, QRectF(number.center() - QPointF(9, 9), QSizeF(18, 18)), u"warning"_s,
                      theme.err);
        } else if (index.data(LessonListModel::DoneRole).toBool()) {
            paintIcon(*painter, QRectF(number.center() - QPointF(9, 9), QSizeF(18, 18)), u"check"_s,
                      theme.ok);
        } else {
            painter->setFont(theme.font(FontRole::Code));
            painter->setPen(theme.text3);
            painter->drawText(number, Qt::AlignCenter, index.data(LessonListModel::NumberRole).toString());
        }
        const QString minutes = index.data(LessonListModel::MinutesRole).toString();
        const QFontMetrics micro(theme.font(FontRole::Micro));
        const qreal right = plate.right() - metric::grid;
        const QRectF words(number.right(), plate.top() + metric::grid, right - number.right(),
                           plate.height() - 2 * metric::grid);
        const QFont &title = theme.font(FontRole::Body, Strength::Strong);
        const QFontMetrics titleMetrics(title);
        painter->setFont(theme.font(FontRole::Micro));
        painter->setPen(theme.text3);
        painter->drawText(words, Qt::AlignRight | Qt::AlignTop, minutes);
        painter->setFont(title);
        painter->setPen(theme.text);
        const int room = int(words.width()) - micro.horizontalAdvance(minutes) - metric::grid;
        painter->drawText(words, Qt::AlignLeft | Qt::AlignTop,
                          titleMetrics.elidedText(index.data().toString(), Qt::ElideRight, room));
        painter->setFont(theme.font(FontRole::Caption));
        painter->setPen(broken ? theme.err : theme.text2);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignBottom,
                          QFontMetrics(theme.font(FontRole::Caption))
                              .elidedText(index.data(LessonListModel::SubtitleRole).toString(),
                                          Qt::ElideRight, int(words.width())));
    }
};

} // namespace

void LessonListModel::setLessons(QList<LessonEntry> lessons)
{
    beginResetModel();
    m_lessons = std::move(lessons);
    endResetModel();
}

void LessonListModel::setDone(int row)
{
    m_done.insert(m_lessons[row].id());
    Q_EMIT dataChanged(index(row), index(row), {DoneRole});
}

void LessonListModel::languageChanged()
{
    if (!m_lessons.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_lessons.size()) - 1));
}

int LessonListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lessons.size());
}

QVariant LessonListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const LessonEntry &entry = m_lessons[index.row()];
    const Lesson *lesson = entry.lesson();
    const QLocale::Language language = LessonSession::language();
    switch (role) {
    case Qt::DisplayRole:
        return lesson ? lesson->title.in(language) : entry.id();
    case SubtitleRole:
        return lesson ? lesson->subtitle.in(language) : entry.problem();
    case Qt::ToolTipRole:
        return toolTipText(lesson ? lesson->question.in(language) : entry.problem());
    case Qt::AccessibleTextRole:
        return lesson ? u"%1, %2"_s.arg(lesson->title.in(language), lesson->subtitle.in(language))
                      : tr("%1, broken: %2").arg(entry.id(), entry.problem());
    case NumberRole:
        return index.row() + 1;
    case MinutesRole:
        return lesson ? tr("%1 min").arg(lesson->minutes) : QString();
    case BrokenRole:
        return lesson == nullptr;
    case DoneRole:
        return m_done.contains(entry.id());
    default:
        return {};
    }
}

LessonList::LessonList(LessonListModel &model, QWidget *parent)
    : QListView(parent)
{
    setModel(&model);
    setItemDelegate(new LessonDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSelectionMode(QAbstractItemView::SingleSelection);
    connect(this, &QListView::clicked, this,
            [this](const QModelIndex &index) { Q_EMIT chosen(index.row()); });
}

void LessonList::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT chosen(currentIndex().row());
        return;
    }
    QListView::keyPressEvent(event);
}

} // namespace miniqq::lab
