// SPDX-License-Identifier: MIT
#include "app/lab/ui/lessons/sidecard.h"

#include "app/lab/ui/transcriptview.h"
#include "common/ui/icons.h"
#include "common/ui/label.h"
#include "common/ui/painters.h"
#include "common/ui/strips.h"

#include <QHBoxLayout>
#include <QPainter>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int transcriptHeight = 122;

QString iconOf(LessonEnd::Role role)
{
    switch (role) {
    case LessonEnd::Role::Server:
        return u"server"_s;
    case LessonEnd::Role::Client:
        return u"laptop"_s;
    case LessonEnd::Role::Peer:
        break;
    }
    return u"user"_s;
}

class RoleIcon : public QWidget
{
public:
    RoleIcon(const QString &name, QWidget *parent)
        : QWidget(parent)
        , m_name(name)
    {
        setFixedSize(20, 20);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, rect(), m_name, themeOf(this).accentText);
    }

private:
    QString m_name;
};

} // namespace

/// Green while a socket of the side is open, red when one failed, grey otherwise.
class SideCard::Lamp : public QWidget
{
public:
    explicit Lamp(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(10, 10);
    }
    void show(Theme::Token colour, const QString &words)
    {
        m_colour = colour;
        setToolTip(words);
        setAccessibleName(words);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const PainterScope scope(painter);
        painter.setPen(Qt::NoPen);
        painter.setBrush(themeOf(this).*m_colour);
        painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
    }

private:
    Theme::Token m_colour = &Theme::absent;
};

SideCard::SideCard(LessonSession &session, int side, QWidget *parent)
    : Card({}, parent)
    , m_session(session)
    , m_side(side)
    , m_title(new Label({}, FontRole::Body, Strength::Strong, &Theme::text, this))
    , m_name(new ElidedLabel({}, FontRole::Code, Strength::Regular, &Theme::text2, this))
    , m_lamp(new Lamp(this))
    , m_problemBox(new InfoBox(&Theme::errSoft, this))
    , m_problemTitle(new Label({}, FontRole::Code, Strength::Strong, &Theme::err, this))
    , m_problem(new Label({}, FontRole::Code, Strength::Regular, &Theme::text, this))
    , m_transcript(new TranscriptView(this))
{
    const LessonSession::Side &shown = session.sides()[size_t(side)];
    m_title->setText(shown.end.title.in(LessonSession::language()));
    QHBoxLayout *head = titleLayout();
    head->setSpacing(metric::grid);
    head->insertWidget(0, new RoleIcon(iconOf(shown.end.role), this));
    head->insertWidget(1, m_title);
    head->insertWidget(2, m_name, 100); // what is left of the row
    head->addWidget(m_lamp);
    bodyLayout()->setSpacing(metric::grid);
    auto *problem = new QVBoxLayout(m_problemBox);
    problem->setContentsMargins(metric::cardPadding, metric::grid, metric::cardPadding, metric::grid);
    problem->setSpacing(2);
    problem->addWidget(m_problemTitle);
    problem->addWidget(m_problem);
    m_problemTitle->setWordWrap(true);
    m_problem->setWordWrap(true);
    bodyLayout()->addWidget(m_problemBox);
    m_transcript->setMinimumHeight(transcriptHeight);
    m_transcript->setMaximumHeight(transcriptHeight);
    m_transcript->setTranscript(shown.transcript.get());
    m_transcript->setAccessibleName(m_title->text());
    bodyLayout()->addWidget(m_transcript);
    bodyLayout()->addStretch(1);
    refresh();
}

QString SideCard::problem() const
{
    return m_problemBox->isHidden() ? QString() : m_problemTitle->text() + m_problem->text();
}

void SideCard::refresh()
{
    const LessonSession::Side &side = m_session.sides()[size_t(m_side)];
    m_name->setText(side.name);
    const QString &problem = side.problem;
    m_problemBox->setVisible(!problem.isEmpty());
    const qsizetype colon = problem.indexOf(u": "_s);
    m_problemTitle->setText(colon < 0 ? problem : problem.first(colon));
    m_problem->setText(colon < 0 ? QString() : problem.sliced(colon + 2));
    m_problem->setVisible(colon >= 0);
    if (!problem.isEmpty())
        m_lamp->show(&Theme::err, tr("something failed"));
    else if (side.everOpened && side.state != SocketState::Closed)
        m_lamp->show(&Theme::presence, tr("open"));
    else
        m_lamp->show(&Theme::absent, side.everOpened ? tr("closed") : tr("nothing is open yet"));
}

BetweenSides::BetweenSides(const QString &protocol, QWidget *parent)
    : QWidget(parent)
    , m_protocol(protocol)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

QSize BetweenSides::sizeHint() const
{
    return {56, 100};
}

void BetweenSides::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const PainterScope scope(painter);
    constexpr qreal head = 7;
    const qreal right = width() - 4.0;
    const qreal y = 76;
    painter.setPen(QPen(theme.tChat, 1.75));
    painter.setBrush(theme.tChat);
    painter.drawLine(QPointF(4, y), QPointF(right - head, y));
    painter.drawPolygon(QPolygonF({{right, y}, {right - head, y - 4}, {right - head, y + 4}}));
    painter.setPen(QPen(theme.tAck, 1.75));
    painter.drawLine(QPointF(4, y + 14), QPointF(right, y + 14));
    painter.drawPolyline(QPolygonF({{4 + head, y + 10}, {4, y + 14}, {4 + head, y + 18}}));
    painter.setPen(theme.text2);
    painter.setFont(theme.font(FontRole::Micro));
    painter.drawText(QRectF(0, y + 26, width(), 20), Qt::AlignHCenter | Qt::AlignTop, m_protocol);
}

} // namespace miniqq::lab
