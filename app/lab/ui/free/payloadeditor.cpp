// SPDX-License-Identifier: MIT
#include "app/lab/ui/free/payloadeditor.h"

#include "common/ui/button.h"
#include "common/ui/iconbutton.h"
#include "common/ui/inputfield.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

PayloadEditor::PayloadEditor(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_ending(new QComboBox(this))
    , m_text(new InputField({}, {}, this))
    , m_browse(new IconButton(u"folder"_s, {}, this))
    , m_send(new Button(u"send"_s, {}, ButtonKind::Primary, this))
{
    for (QComboBox *combo : {m_kind, m_ending}) {
        combo->setMinimumHeight(metric::inputHeight);
        combo->addItems({{}, {}, {}});
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    m_text->setFieldHeight(metric::inputHeight);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metric::grid);
    row->addWidget(m_kind, 0, Qt::AlignTop);
    row->addWidget(m_text, 1, Qt::AlignTop);
    row->addWidget(m_browse, 0, Qt::AlignTop);
    row->addWidget(m_ending, 0, Qt::AlignTop);
    row->addWidget(m_send, 0, Qt::AlignTop);
    m_send->setMinimumHeight(metric::inputHeight);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &PayloadEditor::showKind);
    connect(m_browse, &QAbstractButton::clicked, this, &PayloadEditor::chooseFile);
    const auto request = [this] {
        m_text->setError({});
        Q_EMIT sendRequested(payload());
    };
    connect(m_send, &QAbstractButton::clicked, this, request);
    connect(m_text, &InputField::returnPressed, this, [this, request] {
        if (m_send->isEnabled())
            request();
    });
    retranslate();
}

Payload PayloadEditor::payload() const
{
    return {Payload::Kind(m_kind->currentIndex()), m_text->text(), Payload::Ending(m_ending->currentIndex())};
}

void PayloadEditor::setText(const QString &text)
{
    m_text->setText(text);
}

void PayloadEditor::setKind(Payload::Kind kind)
{
    m_kind->setCurrentIndex(int(kind));
}

bool PayloadEditor::complain(const Complaint &complaint)
{
    if (complaint.field != Field::Payload && complaint.field != Field::File)
        return false;
    m_text->setError(complaint.text);
    return true;
}

QString PayloadEditor::complaint() const
{
    return m_text->error();
}

void PayloadEditor::setSendEnabled(bool enabled)
{
    m_send->setEnabled(enabled);
}

void PayloadEditor::selectText()
{
    m_text->edit().selectAll();
}

void PayloadEditor::showKind()
{
    const auto kind = Payload::Kind(m_kind->currentIndex());
    m_ending->setVisible(kind == Payload::Kind::Text);
    m_browse->setVisible(kind == Payload::Kind::File);
    m_text->setMono(kind != Payload::Kind::Text);
    m_text->setError({});
    switch (kind) {
    case Payload::Kind::Text:
        m_text->setPrompt(tr("What to send"));
        break;
    case Payload::Kind::Hex:
        m_text->setPrompt(tr("Bytes, such as c4 e3 ba c3"));
        break;
    case Payload::Kind::File:
        m_text->setPrompt(tr("A file's name"));
        break;
    }
}

void PayloadEditor::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose a file to send"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PayloadEditor::setText);
    dialog->open();
}

void PayloadEditor::retranslate()
{
    m_kind->setItemText(0, tr("Text"));
    m_kind->setItemText(1, tr("Hex"));
    m_kind->setItemText(2, tr("File"));
    m_kind->setAccessibleName(tr("Kind of content"));
    m_ending->setItemText(0, tr("no ending"));
    m_ending->setItemText(1, u"+ \\n"_s);
    m_ending->setItemText(2, u"+ \\r\\n"_s);
    m_ending->setAccessibleName(tr("Line ending"));
    m_browse->setLabel(tr("Choose a file"));
    m_send->setText(tr("Send"));
    showKind();
}

void PayloadEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
