// SPDX-License-Identifier: MIT
#include "common/ui/exchange/rttcard.h"

#include "common/ui/format.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace miniqq::ui {

// The counters spread over the width; what does not fit is left to the tooltip.
class RttCard::Counters : public QWidget
{
public:
    using QWidget::QWidget;

    void setTexts(const QStringList &texts)
    {
        m_texts = texts;
        setAccessibleName(texts.join(QStringLiteral(", ")));
        setToolTip(toolTipText(texts.join(QLatin1Char('\n'))));
        update();
    }
    QSize sizeHint() const override
    {
        return {200, QFontMetrics(themeOf(this).font(FontRole::Micro)).height() + 2};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setFont(theme.font(FontRole::Micro));
        painter.setPen(theme.text2);
        const QFontMetrics metrics = painter.fontMetrics();
        QStringList fitting;
        int used = 0;
        for (const QString &text : m_texts) {
            const int width = metrics.horizontalAdvance(text);
            if (!fitting.isEmpty() && used + width + 10 * int(fitting.size()) > this->width())
                break;
            used += width;
            fitting.append(text);
        }
        const int gap = fitting.size() > 1 ? (width() - used) / int(fitting.size() - 1) : 0;
        int x = 0;
        for (const QString &text : std::as_const(fitting)) {
            const int width = metrics.horizontalAdvance(text);
            painter.drawText(QRect(x, 0, width + 1, height()), Qt::AlignVCenter, text);
            x += width + gap;
        }
    }

private:
    QStringList m_texts;
};

RttCard::RttCard(QWidget *parent)
    : Card({}, parent)
    , m_value(new Label({}, FontRole::Title, Strength::Strong))
    , m_unit(new Label(QStringLiteral("ms"), FontRole::Body, Strength::Regular, &Theme::text2))
    , m_curve(new Sparkline)
    , m_counters(new Counters)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(5);
    row->addWidget(m_value, 0, Qt::AlignBottom);
    row->addWidget(m_unit, 0, Qt::AlignBottom);
    row->addSpacing(10);
    m_curve->setFixedHeight(36);
    m_curve->setUnit(QStringLiteral("ms"));
    row->addWidget(m_curve, 1);
    bodyLayout()->addLayout(row);
    bodyLayout()->addSpacing(8);
    bodyLayout()->addWidget(m_counters);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    retranslate();
}

void RttCard::setData(const RttCardData &values)
{
    m_data = values;
    if (values.rttMs)
        m_curve->append(*values.rttMs);
    retranslate();
}

void RttCard::clear()
{
    m_data = {};
    m_curve->setSamples({});
    retranslate();
}

void RttCard::retranslate()
{
    setTitle(tr("Round trip time"));
    setBadge(m_data.provenance, m_data.rule);
    m_value->setText(m_data.rttMs ? QString::number(*m_data.rttMs, 'f', *m_data.rttMs < 100 ? 1 : 0)
                                  : QStringLiteral("—"));
    const auto counter = [](const QString &name, const std::optional<qint64> &value) {
        return QStringLiteral("%1 %2").arg(name, value ? QString::number(*value) : QStringLiteral("—"));
    };
    m_counters->setTexts(
        {QStringLiteral("↑ ") + formatBytes(m_data.bytesOut),
         QStringLiteral("↓ ") + formatBytes(m_data.bytesIn), counter(tr("resent"), m_data.retransmits),
         counter(QStringLiteral("cwnd"), m_data.congestionWindow), counter(tr("unacked"), m_data.unacked)});
}

void RttCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::ui
