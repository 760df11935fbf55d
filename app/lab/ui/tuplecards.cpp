// SPDX-License-Identifier: MIT
#include "app/lab/ui/tuplecards.h"

#include "app/lab/ui/callrow.h"
#include "common/ui/emptystate.h"
#include "common/ui/format.h"
#include "common/ui/label.h"
#include "common/ui/painters.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int padding = 12;
constexpr int gap = 4;     // above and below a card
constexpr int indent = 26; // of accepted ones below their listener
constexpr int chipHeight = 20;
constexpr int narrowBelow = 420; // room for two names of IPv4 and the state

struct Tuple
{
    explicit Tuple(const QModelIndex &index)
        : letter(index.data(TupleModel::LetterRole).toString())
        , protocol(index.data(TupleModel::ProtocolRole).toString())
        , local(index.data(TupleModel::LocalRole).toString())
        , peer(index.data(TupleModel::PeerRole).toString())
        , state(SocketState(index.data(TupleModel::StateRole).toInt()))
        , depth(index.data(TupleModel::DepthRole).toInt())
        , children(index.data(TupleModel::ChildrenRole).toInt())
        , samePort(index.data(TupleModel::SamePortRole).toBool())
        , server(index.data(TupleModel::ServerRole).toBool())
    {
        const QModelIndex next = index.siblingAtRow(index.row() + 1);
        last = depth > 0 && next.data(TupleModel::DepthRole).toInt() == 0;
    }

    QString letter;
    QString protocol;
    QString local;
    QString peer;
    SocketState state;
    int depth;
    int children;
    bool samePort;
    bool server;
    bool last; ///< of the accepted ones
};

Tone toneOf(SocketState state)
{
    switch (state) {
    case SocketState::Listening:
    case SocketState::Connected:
        return Tone::Ok;
    case SocketState::HalfClosed:
    case SocketState::PeerClosed:
    case SocketState::Connecting:
        return Tone::Warn;
    case SocketState::Failed:
        return Tone::Err;
    default:
        return Tone::Neutral;
    }
}

class TupleDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        const Tuple tuple(index);
        const int below = isNarrow(option) ? namesBelow(tuple) * nameHeight(theme) : 0;
        const int lines = std::max(chipHeight, lineHeight(theme)) + below +
                          QFontMetrics(theme.font(FontRole::Micro)).height() + 2;
        const int outer = (tuple.depth == 0 ? gap : 0) +
                          (tuple.last || (tuple.depth == 0 && tuple.children == 0) ? gap : 0);
        return {240, lines + 16 + outer};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        const PainterScope scope(*painter);
        const Tuple tuple(index);
        painter->setClipRect(option.rect);
        paintGround(*painter, option, tuple, theme);

        const int top = option.rect.top() + (tuple.depth == 0 ? gap : 0) + 7;
        const QRect room(option.rect.left() + padding + tuple.depth * indent, top,
                         option.rect.width() - 2 * padding - tuple.depth * indent, lineHeight(theme));
        if (tuple.depth > 0) {
            painter->setPen(QPen(theme.line2, 1));
            const int x = option.rect.left() + padding + 10;
            const int bottom = tuple.last ? room.center().y() : option.rect.bottom() + 1;
            painter->drawLine(QPointF(x + 0.5, option.rect.top()), QPointF(x + 0.5, bottom));
            painter->drawLine(QPointF(x + 0.5, room.center().y() + 0.5),
                              QPointF(x + 10, room.center().y() + 0.5));
        }
        QRect line = room;
        if (tuple.depth == 0) {
            const int chip = endChipWidth(tuple.letter, theme);
            paintEndChip(*painter,
                         QRect(line.left(), line.center().y() - chipHeight / 2 + 1, chip, chipHeight),
                         tuple.letter, tuple.server, theme);
            line.setLeft(line.left() + chip + 8);
            paintTag(*painter, line, tuple.protocol, Tone::Neutral, theme);
            line.setLeft(line.left() + tagSize(tuple.protocol, theme).width() + 8);
        }
        const QString state = index.data(TupleModel::StateTextRole).toString();
        const QSize tag = tagSize(state, theme);
        paintTag(*painter, QRectF(line.right() - tag.width() + 1, line.top(), tag.width(), line.height()),
                 state, toneOf(tuple.state), theme);
        line.setRight(line.right() - tag.width() - 8);
        QRect below(room.left(), room.bottom() + 1, room.width(), nameHeight(theme));
        const auto nextLine = [&below, &theme] {
            return std::exchange(below, below.translated(0, nameHeight(theme)));
        };
        const bool narrow = isNarrow(option);
        const int end = paintLocal(*painter, narrow && hasNameBelow(tuple) ? nextLine() : line, tuple, theme);
        if (!tuple.peer.isEmpty()) {
            line.setLeft(end);
            paintPeer(*painter, narrow ? nextLine() : line, tuple, theme);
        }

        const QFont &small = theme.font(FontRole::Micro);
        painter->setFont(small);
        painter->setPen(theme.text3);
        below.setTop(below.top() + 2);
        below.setHeight(QFontMetrics(small).height());
        QString words = index.data(TupleModel::CountersRole).toString();
        if (tuple.samePort)
            words = TupleCards::tr("same local port as its listener · %1").arg(words);
        painter->drawText(below, Qt::AlignVCenter,
                          QFontMetrics(small).elidedText(words, Qt::ElideRight, below.width()));
        if (option.state.testFlag(QStyle::State_HasFocus) &&
            option.state.testFlag(QStyle::State_KeyboardFocusChange))
            paintFocus(*painter, QRectF(option.rect).adjusted(2, 1, -2, -1), metric::radiusControl, theme);
    }

private:
    static int lineHeight(const Theme &theme)
    {
        return std::max(chipHeight, QFontMetrics(theme.font(FontRole::Code, Strength::Strong)).height());
    }

    /// The part of the card that this row covers: the painter is clipped to the row.
    static void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const Tuple &tuple,
                            const Theme &theme)
    {
        QRectF card = QRectF(option.rect).adjusted(0, -20, 0, 20);
        if (tuple.depth == 0)
            card.setTop(option.rect.top() + gap);
        if (tuple.last || (tuple.depth == 0 && tuple.children == 0))
            card.setBottom(option.rect.bottom() + 1 - gap);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
        paintPanel(painter, card, metric::radiusCard,
                   selected  ? theme.selected
                   : hovered ? theme.hover
                             : theme.raised,
                   theme.line);
    }

    static int nameHeight(const Theme &theme)
    {
        return QFontMetrics(theme.font(FontRole::Code, Strength::Strong)).height() + 2;
    }
    /// Two names beside each other would be cut: each has a line of its own.
    static bool isNarrow(const QStyleOptionViewItem &option)
    {
        const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
        return view != nullptr && view->viewport()->width() < narrowBelow;
    }
    /// What was accepted has no letter: its own name stands beside the state.
    static bool hasNameBelow(const Tuple &tuple) { return tuple.depth == 0; }
    static int namesBelow(const Tuple &tuple)
    {
        return (hasNameBelow(tuple) ? 1 : 0) + (tuple.peer.isEmpty() ? 0 : 1);
    }

    /// Returns where it ended.
    static int paintText(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
                         const QColor &colour)
    {
        if (rect.width() < 8)
            return rect.left();
        const QFontMetrics metrics(font);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(rect, Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, rect.width()));
        return rect.left() + metrics.horizontalAdvance(text);
    }

    static void paintPeer(QPainter &painter, const QRect &rect, const Tuple &tuple, const Theme &theme)
    {
        paintText(painter, rect, (tuple.depth > 0 ? u" ← "_s : u" → "_s) + tuple.peer,
                  theme.font(FontRole::Code), theme.text2);
    }

    /// "127.0.0.1:8001"; the port of a listener and of what it accepted is coloured. Returns where it ended.
    static int paintLocal(QPainter &painter, const QRect &rect, const Tuple &tuple, const Theme &theme)
    {
        const QFont &strong = theme.font(FontRole::Code, Strength::Strong);
        const QFont &regular = theme.font(FontRole::Code);
        const QString local = tuple.local.isEmpty() ? TupleCards::tr("no name yet") : tuple.local;
        const qsizetype colon =
            tuple.protocol == u"UNIX"_s || tuple.local.isEmpty() ? -1 : local.lastIndexOf(u':');
        const bool marked = tuple.samePort || tuple.state == SocketState::Listening;
        QRect rest = rect;
        rest.setLeft(paintText(painter, rest, colon < 0 ? local : local.left(colon + 1),
                               marked ? regular : strong, tuple.local.isEmpty() ? theme.text3 : theme.text));
        if (colon >= 0)
            rest.setLeft(paintText(painter, rest, local.mid(colon + 1), strong,
                                   marked ? theme.accentText : theme.text));
        return rest.left();
    }
};

} // namespace

TupleCards::TupleCards(Experiment &experiment, QWidget *parent)
    : Card({}, parent)
    , m_experiment(experiment)
    , m_list(new QListView)
    , m_empty(new EmptyState)
    , m_stack(new QStackedLayout)
    , m_hidden(new Label({}, FontRole::Micro, Strength::Regular, &Theme::text3))
{
    m_list->setModel(&experiment.tuples());
    m_list->setItemDelegate(new TupleDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->viewport()->setAutoFillBackground(false);
    m_empty->setDrawing(EmptyState::Drawing::Icon, u"plug"_s);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    bodyLayout()->addLayout(m_stack, 1);
    bodyLayout()->addWidget(m_hidden);
    connect(&experiment.tuples(), &QAbstractItemModel::modelReset, this, &TupleCards::refresh);
    retranslate();
}

void TupleCards::refresh()
{
    m_stack->setCurrentIndex(m_experiment.tuples().rowCount() > 0 ? 0 : 1);
    const int hidden = m_experiment.tuples().hidden();
    m_hidden->setText(tr("%n older socket(s) are not shown", nullptr, hidden));
    m_hidden->setVisible(hidden > 0);
}

void TupleCards::retranslate()
{
    setTitle(tr("Sockets and their 5-tuples"));
    setBadge(Provenance::Observed, tr("names are what bind(), getsockname(), connect() and accept() told; "
                                      "states follow from the calls"));
    m_list->setAccessibleName(tr("Sockets and their 5-tuples"));
    m_empty->setText(tr("No sockets yet"),
                     tr("Protocol, local and peer address and port of each socket appear here."));
    refresh();
}

void TupleCards::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
