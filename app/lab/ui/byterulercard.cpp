// SPDX-License-Identifier: MIT
#include "app/lab/ui/byterulercard.h"

#include "app/lab/core/rulerwords.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <chrono>

namespace miniqq::lab {

using namespace ui;
using namespace std::chrono_literals;

/// The three colours with their words.
class TrackLegend : public QWidget
{
public:
    explicit TrackLegend(QWidget *parent)
        : QWidget(parent)
    {
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }

    void setWords(const QStringList &words)
    {
        m_words = words;
        setAccessibleName(words.join(QStringLiteral(", ")));
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(themeOf(this).font(FontRole::Micro));
        int width = 0;
        for (const QString &word : m_words)
            width += square + 6 + metrics.horizontalAdvance(word) + gap;
        return {std::max(0, width - gap), metrics.height() + 2};
    }

    /// The words give way before the title does.
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setFont(theme.font(FontRole::Micro));
        int x = 0;
        int i = 0;
        for (const QString &word : m_words) {
            const QColor colour = i == 0 ? theme.trackMsg : i == 1 ? theme.trackRead : theme.trackFrame;
            ++i;
            const int wide = painter.fontMetrics().horizontalAdvance(word);
            if (x + square + 6 + wide > width() + 1)
                break;
            paintPanel(painter, QRectF(x, (height() - square) / 2.0, square, square), 3, colour);
            painter.setPen(theme.text2);
            painter.drawText(QRect(x + square + 6, 0, wide + 2, height()), Qt::AlignVCenter, word);
            x += square + 6 + wide + gap;
        }
    }

private:
    static constexpr int square = 10;
    static constexpr int gap = 18;
    QStringList m_words;
};

ByteRulerCard::ByteRulerCard(QWidget *parent)
    : Card({}, parent)
    , m_view(new ByteRulerView(this))
    , m_legend(new TrackLegend(this))
    , m_dropped(new ElidedLabel({}, FontRole::Micro, Strength::Regular, &Theme::text3, this))
{
    titleLayout()->insertWidget(1, m_dropped, 1);
    titleLayout()->addWidget(m_legend, 0, Qt::AlignVCenter);
    titleLayout()->addSpacing(metric::grid);
    bodyLayout()->addWidget(m_view, 1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(250ms);
    connect(&m_soon, &QTimer::timeout, this, &ByteRulerCard::tellDropped);
    retranslate();
}

void ByteRulerCard::setEnds(const QString &from, const QString &to)
{
    m_from = from;
    m_to = to;
    retranslate();
}

void ByteRulerCard::setRuler(const ByteRuler *ruler)
{
    m_ruler = ruler;
    m_view->setRuler(ruler);
    retranslate();
}

void ByteRulerCard::rulerChanged()
{
    m_view->rulerChanged();
    if (!m_soon.isActive())
        m_soon.start();
}

void ByteRulerCard::retranslate()
{
    setTitle(m_from.isEmpty() ? tr("Byte ruler") : tr("Byte ruler · %1 → %2").arg(m_from, m_to));
    setBadge(Provenance::Observed, tr("every block is a call that was made and the bytes it moved"));
    m_legend->setWords({tr("application messages"), tr("kernel reads"), tr("decoded")});
    tellDropped();
}

void ByteRulerCard::tellDropped()
{
    const qint64 bytes = m_ruler ? m_ruler->begin() : 0;
    m_dropped->setText(bytes > 0 ? tr("from byte %1").arg(bytes) : QString());
    m_dropped->setMinimumWidth(bytes > 0 ? m_dropped->sizeHint().width() : 0); // the legend gives way
    m_dropped->setAccessibleDescription(m_ruler ? droppedSentence(*m_ruler) : QString());
}

void ByteRulerCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
