// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/ui/free/formcard.h"
#include "app/lab/workbench/workbench.h"

class QSpinBox;

namespace miniqq::ui {
class Button;
class Switch;
} // namespace miniqq::ui

namespace miniqq::lab {

class PayloadEditor;
class TranscriptView;

/// The TCP client: whom to dial, what connect() gave, what is sent and received, and each way to end it.
class TcpCard : public FormCard
{
    Q_OBJECT
public:
    explicit TcpCard(Workbench &bench, QWidget *parent = nullptr);

    TcpForm form() const;
    void setForm(const TcpForm &form);
    void connectNow();
    PayloadEditor *payload() const { return m_payload; }
    QString resultText() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void showResult();

    Workbench &m_bench;
    ui::InputField *m_host;
    ui::InputField *m_port;
    ui::InputField *m_from;
    QComboBox *m_sends;
    QComboBox *m_reads;
    QSpinBox *m_size;
    ui::InputField *m_limit;
    ui::Button *m_connect;
    ui::Button *m_halfClose;
    ui::Button *m_close;
    ui::Button *m_reset;
    ui::Button *m_receive;
    ui::Switch *m_automatic;
    ui::Switch *m_byLines;
    ui::Label *m_result;
    TranscriptView *m_transcript;
    PayloadEditor *m_payload;
};

} // namespace miniqq::lab
