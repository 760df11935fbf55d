// SPDX-License-Identifier: MIT
#include "app/lab/ui/free/formcard.h"

#include "common/ui/inputfield.h"
#include "common/ui/label.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

FormCard::FormCard(QWidget *parent)
    : Card({}, parent)
    , m_grid(new QGridLayout)
{
    m_grid->setHorizontalSpacing(metric::grid);
    m_grid->setVerticalSpacing(metric::grid);
    bodyLayout()->setSpacing(metric::grid);
    bodyLayout()->addLayout(m_grid);
}

Label *FormCard::complaintOfRow(int row)
{
    Label *&label = m_complaints[row];
    if (label == nullptr) {
        label = new Label({}, FontRole::Caption, Strength::Regular, &Theme::err, this);
        label->setWordWrap(true);
        label->hide();
        m_grid->addWidget(label, 2 * row + 1, 0, 1, -1);
    }
    return label;
}

InputField *FormCard::addField(Field field, int row, int column, int columns)
{
    auto *input = new InputField({}, {}, this);
    input->setFieldHeight(metric::inputHeight);
    input->setMono(true);
    Label *complaint = complaintOfRow(row);
    m_fields[field] = {input, complaint};
    addLabelled(input, row, column, columns);
    connect(&input->edit(), &QLineEdit::textEdited, this, [input, complaint] {
        input->setFaulty(false);
        complaint->hide();
    });
    return input;
}

QComboBox *FormCard::addCombo(int row, int column, int columns)
{
    auto *combo = new QComboBox(this);
    combo->setMinimumHeight(metric::inputHeight);
    combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    combo->setMinimumContentsLength(4);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    addLabelled(combo, row, column, columns);
    return combo;
}

void FormCard::addLabelled(QWidget *widget, int row, int column, int columns)
{
    auto *label = new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this);
    label->setBuddy(widget);
    auto *cell = new QVBoxLayout;
    cell->setSpacing(4);
    cell->addWidget(label);
    cell->addWidget(widget);
    cell->addStretch(1); // a complaint in the next cell must not move this one
    m_grid->addLayout(cell, 2 * row, column, 1, columns);
    m_labels[widget] = label;
}

void FormCard::setWords(QWidget *widget, const QString &words, const QString &placeholder)
{
    m_labels.at(widget)->setText(words);
    if (auto *input = qobject_cast<InputField *>(widget)) {
        input->setPrompt(words);
        input->edit().setPlaceholderText(placeholder);
    } else {
        widget->setAccessibleName(words);
    }
}

void FormCard::addFoot()
{
    m_foot = new Label({}, FontRole::Caption, Strength::Regular, &Theme::err, this);
    m_foot->setWordWrap(true);
    m_foot->hide();
    bodyLayout()->addWidget(m_foot);
}

InputField *FormCard::field(Field field) const
{
    const auto found = m_fields.find(field);
    return found == m_fields.end() ? nullptr : found->second.input;
}

void FormCard::complain(const Complaint &complaint)
{
    const auto found = m_fields.find(complaint.field);
    Label *label = m_foot;
    if (found != m_fields.end()) {
        label = found->second.complaint;
        found->second.input->setFaulty(true);
        found->second.input->setFocus();
    }
    if (label == nullptr)
        return;
    label->setText(complaint.text);
    label->setVisible(!complaint.text.isEmpty());
}

void FormCard::clearComplaints()
{
    for (const auto &[field, entry] : m_fields) {
        entry.input->setFaulty(false);
        entry.complaint->hide();
    }
    if (m_foot != nullptr)
        m_foot->hide();
}

QString FormCard::complaintAt(Field at) const
{
    const auto found = m_fields.find(at);
    const Label *label = found != m_fields.end() ? found->second.complaint : m_foot;
    return label != nullptr && !label->isHidden() ? label->text() : QString();
}

void fillEncodings(QComboBox &combo)
{
    struct Row
    {
        const char *title;
        const char *name;
    };
    for (const Row &row :
         {Row{"UTF-8", "utf-8"}, {"GBK", "gbk"}, {"GB18030", "gb18030"}, {"Latin-1", "latin-1"}})
        combo.addItem(QLatin1String(row.title), QLatin1String(row.name));
}

} // namespace miniqq::lab
