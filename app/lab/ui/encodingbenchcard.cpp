// SPDX-License-Identifier: MIT
#include "app/lab/ui/encodingbenchcard.h"

#include "common/ui/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace miniqq::lab {

using namespace ui;

EncodingBenchCard::EncodingBenchCard(QWidget *parent)
    : Card({}, parent)
    , m_view(new EncodingBenchView(this))
    , m_summary(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
    , m_hint(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
{
    titleLayout()->addWidget(m_summary);
    bodyLayout()->addWidget(m_view, 1);
    m_hint->setWordWrap(true);
    bodyLayout()->addWidget(m_hint);
    connect(m_view, &EncodingBenchView::rowsChanged, this, &EncodingBenchCard::retranslate);
    retranslate();
}

void EncodingBenchCard::setInput(const BenchInput &input)
{
    m_view->setInput(input);
}

void EncodingBenchCard::retranslate()
{
    setTitle(tr("Encoding bench"));
    const qsizetype size = m_view->input().bytes.size();
    const int readings = int(m_view->rows().size()) - 1;
    const QString bytes = size > benchBytes ? tr("the first %1 of %2 bytes").arg(benchBytes).arg(size)
                                            : tr("the same %n byte(s)", nullptr, int(size));
    m_summary->setText(tr("%1, read in %2 ways").arg(bytes).arg(readings));
    QString hint;
    for (const BenchRow &row : m_view->rows()) {
        if (!row.hint.isEmpty())
            hint = row.hint;
    }
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

} // namespace miniqq::lab
