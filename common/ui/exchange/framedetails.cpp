// SPDX-License-Identifier: MIT
#include "common/ui/exchange/framedetails.h"

#include "common/tap/trafficmodel.h"
#include "common/ui/emptystate.h"
#include "common/ui/exchange/exchangeitem.h"
#include "common/ui/exchange/framefieldsview.h"
#include "common/ui/exchange/hexview.h"
#include "common/ui/iconbutton.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"
#include "common/ui/painters.h"
#include "common/wire/frame.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <array>

namespace miniqq::ui {

namespace {

constexpr int maxCharacters = 8; // in the note below the bytes

Theme::Token tokenOf(MessageClass c)
{
    constexpr std::array tokens{&Theme::tChat, &Theme::tAck, &Theme::tSession,
                                &Theme::tFile, &Theme::tCtl, &Theme::tErr};
    return tokens[size_t(c)];
}

} // namespace

// What the two grounds in the hex view mean.
class FrameDetails::Legend : public QWidget
{
public:
    using QWidget::QWidget;
    QString field;

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(themeOf(this).font(FontRole::Micro));
        return {metrics.horizontalAdvance(header() + field) + 48, metrics.height()};
    }
    QSize minimumSizeHint() const override { return {60, sizeHint().height()}; }
    static QString header() { return FrameDetails::tr("header"); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setFont(theme.font(FontRole::Micro));
        const QFontMetrics metrics = painter.fontMetrics();
        int right = width();
        const auto entry = [&](const QString &text, const QColor &colour) {
            if (text.isEmpty() || right < 24)
                return;
            const QString shown = metrics.elidedText(text, Qt::ElideMiddle, right - 16);
            const int wide = metrics.horizontalAdvance(shown);
            painter.setPen(theme.text2);
            painter.drawText(QRect(right - wide, 0, wide, height()), Qt::AlignVCenter, shown);
            paintPanel(painter, QRectF(right - wide - 15, height() / 2.0 - 5, 10, 10), 3, colour);
            right -= wide + 15 + 12;
        };
        entry(field, theme.hexSel);
        entry(header(), theme.trackFrame);
    }
};

FrameDetails::FrameDetails(QWidget *parent)
    : Pane(&Theme::panel, {}, parent)
    , m_empty(new EmptyState)
    , m_content(new QWidget)
    , m_stack(new QStackedLayout(this))
    , m_type(new Label({}, FontRole::Heading, Strength::Strong))
    , m_route(new ElidedLabel({}, FontRole::Caption, Strength::Regular, &Theme::text2))
    , m_badge(new Badge(Provenance::Observed))
    , m_copy(new IconButton(QStringLiteral("copy"), {}))
    , m_fields(new FrameFieldsView)
    , m_bytesTitle(new Label({}, FontRole::Caption, Strength::Strong, &Theme::text2))
    , m_legend(new Legend)
    , m_hex(new HexView)
    , m_note(new Label({}, FontRole::Code, Strength::Regular, &Theme::text))
    , m_meaning(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2))
{
    m_empty->setDrawing(EmptyState::Drawing::Icon, QStringLiteral("exchange"));
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::pagePadding, 0, 12, 0);
    head->setSpacing(metric::grid);
    head->addWidget(m_type);
    head->addWidget(m_route, 1);
    head->addWidget(m_badge);
    head->addWidget(m_copy);
    auto *headPane = new QWidget;
    headPane->setLayout(head);
    headPane->setFixedHeight(metric::toolBarHeight);

    auto *upper = new QWidget;
    auto *upperBox = new QVBoxLayout(upper);
    upperBox->setContentsMargins(12, 0, 12, 8);
    upperBox->addWidget(m_fields);

    auto *lower = new QWidget;
    auto *lowerBox = new QVBoxLayout(lower);
    lowerBox->setContentsMargins(metric::pagePadding, 8, metric::pagePadding, 12);
    lowerBox->setSpacing(6);
    auto *bytesHead = new QHBoxLayout;
    bytesHead->addWidget(m_bytesTitle);
    bytesHead->addWidget(m_legend, 1);
    lowerBox->addLayout(bytesHead);
    lowerBox->addWidget(m_hex, 1);
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_noteBox = new InfoBox;
    auto *noteLayout = new QVBoxLayout(m_noteBox);
    noteLayout->setContentsMargins(12, 8, 12, 8);
    noteLayout->setSpacing(4);
    noteLayout->addWidget(m_note);
    m_meaning->setWordWrap(true);
    noteLayout->addWidget(m_meaning);
    lowerBox->addWidget(m_noteBox);

    auto *split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->addWidget(upper);
    split->addWidget(lower);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(headPane);
    column->addWidget(split, 1);

    connect(m_fields, &FrameFieldsView::fieldSelected, this, &FrameDetails::showField);
    connect(m_hex, &HexView::currentByteChanged, m_fields, &FrameFieldsView::selectByte);
    connect(m_hex, &HexView::currentByteChanged, this, &FrameDetails::showCharacters);
    connect(m_hex, &HexView::fieldStepped, m_fields, &FrameFieldsView::step);
    connect(m_copy, &QAbstractButton::clicked, this, &FrameDetails::copyFrame);
    retranslate();
}

QSize FrameDetails::sizeHint() const
{
    return {372, 480};
}

void FrameDetails::retranslate()
{
    m_empty->setText(tr("No frame selected"),
                     tr("Choose one in the list or in the diagram to see its fields and bytes."));
    m_copy->setLabel(tr("Copy the frame as hex"));
    m_bytesTitle->setText(tr("Bytes"));
    m_badge->setProvenance(Provenance::Observed,
                           tr("exactly these bytes were read from or written to the socket"));
    showCharacters();
}

void FrameDetails::setEvent(const QModelIndex &index)
{
    if (!index.isValid()) {
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    const ExchangeItem item = exchangeItem(index);
    const QByteArray frame = index.data(tap::TrafficModel::FrameRole).toByteArray();
    m_redacted = item.redacted;
    m_reason = index.data(tap::TrafficModel::TextRole).toString();
    m_type->setText(item.type);
    m_type->setColour(tokenOf(item.messageClass));
    m_route->setText(routeText(item));
    m_copy->setEnabled(!frame.isEmpty());
    m_explanation.clear();
    m_hex->setBytes(frame, wire::headerSize);
    m_fields->setFrame(frame);
    m_stack->setCurrentWidget(m_content);
    // Below the header there is nearly always the message itself: start where it gets interesting.
    if (!frame.isEmpty())
        m_fields->selectByte(qMin<qsizetype>(wire::headerSize, frame.size() - 1));
    showCharacters();
}

void FrameDetails::showField(qsizetype begin, qsizetype end, const QString &name, const QString &explanation)
{
    m_explanation = explanation;
    m_hex->setMarked(begin, end);
    m_legend->field = tr("%1 · %n bytes", nullptr, int(end - begin)).arg(name);
    m_legend->update();
    showCharacters();
}

void FrameDetails::showCharacters()
{
    QStringList lines;
    // Only what is not plain ASCII is worth spelling out.
    QStringList characters;
    const qsizetype end = m_hex->markedEnd();
    for (qsizetype at = m_hex->markedBegin(); at < end && characters.size() < maxCharacters;) {
        const auto [from, to] = m_hex->characterAt(at);
        if (to - from > 1) {
            const QByteArrayView bytes = QByteArrayView(m_hex->bytes()).sliced(from, to - from);
            // A line may end between two characters, never inside one.
            characters.append(HexView::hexText(bytes).replace(u' ', QChar::Nbsp) + QChar(QChar::Nbsp) +
                              QString::fromUtf8(bytes));
        }
        at = qMax(to, at + 1);
    }
    m_note->setText(characters.join(QStringLiteral(" · ")));
    m_note->setVisible(!characters.isEmpty());
    if (!m_explanation.isEmpty())
        lines.append(m_explanation);
    if (m_redacted)
        lines.append(tr("Secrets were replaced before this was stored; lengths are those of what is shown."));
    if (!m_reason.isEmpty())
        lines.append(m_reason);
    m_meaning->setText(lines.join(QLatin1Char('\n')));
    m_meaning->setVisible(!lines.isEmpty());
    m_noteBox->setVisible(!characters.isEmpty() || !lines.isEmpty());
}

void FrameDetails::copyFrame()
{
    QGuiApplication::clipboard()->setText(HexView::hexText(m_hex->bytes()));
}

void FrameDetails::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::ui
