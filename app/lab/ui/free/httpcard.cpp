// SPDX-License-Identifier: MIT
#include "app/lab/ui/free/httpcard.h"

#include "common/ui/button.h"
#include "common/ui/format.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPlainTextEdit>

#include <algorithm>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostShown = 64 * 1024; // of a header; an honest one is far shorter

QString shownHeader(const QByteArray &header)
{
    const QString text = QString::fromLatin1(header.first(std::min(header.size(), mostShown)));
    return header.size() <= mostShown ? text : QString(text + u'…');
}

} // namespace

HttpCard::HttpCard(HttpBench &bench, QWidget *parent)
    : FormCard(parent)
    , m_bench(bench)
    , m_url(addField(Field::Url, 0, 0))
    , m_get(new Button(u"download"_s, {}, ButtonKind::Primary, this))
    , m_save(new Button({}, ButtonKind::Secondary, this))
    , m_summary(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
{
    addFoot();
    m_url->setText(u"http://127.0.0.1:8000/"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metric::grid);
    buttons->addWidget(m_get);
    buttons->addWidget(m_summary, 1);
    buttons->addWidget(m_save);
    bodyLayout()->addLayout(buttons);
    const int stretches[] = {1, 2, 3};
    for (int i = 0; i < 3; ++i) {
        m_titles[i] = new Label({}, FontRole::Caption, Strength::Strong, &Theme::text2, this);
        m_texts[i] = new QPlainTextEdit(this);
        m_texts[i]->setReadOnly(true);
        m_texts[i]->setFrameShape(QFrame::NoFrame);
        m_texts[i]->setMinimumHeight(48);
        m_texts[i]->setFont(themeOf(this).font(FontRole::Code));
        bodyLayout()->addWidget(m_titles[i]);
        bodyLayout()->addWidget(m_texts[i], stretches[i]);
    }
    connect(&bench, &HttpBench::changed, this, &HttpCard::refresh);
    connect(&bench, &HttpBench::complained, this,
            [this](const Complaint &complaint) { complain(complaint); });
    connect(&bench, &HttpBench::saved, this, [this](const QString &file, qint64 bytes) {
        m_summary->setText(tr("%1 saved to %2").arg(formatBytes(bytes), file));
    });
    connect(m_get, &QAbstractButton::clicked, this, [this] {
        if (m_bench.isRunning())
            m_bench.stop(); // the button says so
        else
            get(m_url->text());
    });
    connect(m_url, &InputField::returnPressed, this, [this] { get(m_url->text()); });
    connect(m_save, &QAbstractButton::clicked, this, &HttpCard::chooseFile);
    retranslate();
}

void HttpCard::get(const QString &url)
{
    clearComplaints();
    m_url->setText(url);
    if (const auto complaint = m_bench.get(url))
        complain(*complaint);
}

QString HttpCard::summary() const
{
    return m_summary->text();
}

void HttpCard::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the body"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, &m_bench, &HttpBench::save);
    dialog->open();
}

void HttpCard::refresh()
{
    const bool running = m_bench.isRunning();
    m_get->setText(running ? tr("Stop") : u"GET"_s);
    m_save->setEnabled(m_bench.response().has_value());
    const QString request = QString::fromLatin1(m_bench.request()).replace(u"\r\n"_s, u"\\r\\n\n"_s);
    m_texts[0]->setPlainText(request);
    const auto &response = m_bench.response();
    m_texts[1]->setPlainText(response ? shownHeader(response->header) : QString());
    m_texts[2]->setPlainText(m_bench.bodyText());
    if (running)
        m_summary->setText(tr("waiting…"));
    else if (response)
        m_summary->setText(tr("%1 receives: %2 of header, %3 of body")
                               .arg(QString::number(m_bench.receives()), formatBytes(response->header.size()),
                                    formatBytes(response->body.size())));
    else
        m_summary->clear();
}

void HttpCard::retranslate()
{
    setTitle(tr("Raw HTTP GET"));
    setWords(m_url, u"URL"_s, u"http://127.0.0.1:8000/"_s);
    m_save->setText(tr("Save the body…"));
    const QString titles[] = {tr("Request, byte for byte"), tr("Header"), tr("Body, behind the empty line")};
    for (int i = 0; i < 3; ++i) {
        m_titles[i]->setText(titles[i]);
        m_texts[i]->setAccessibleName(titles[i]);
    }
    refresh();
}

void HttpCard::changeEvent(QEvent *event)
{
    FormCard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        for (QPlainTextEdit *text : m_texts) {
            if (text)
                text->setFont(themeOf(this).font(FontRole::Code));
        }
    }
}

} // namespace miniqq::lab
