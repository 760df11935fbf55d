// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/ui/free/formcard.h"
#include "app/lab/workbench/udpbench.h"

class QSpinBox;

namespace miniqq::ui {
class Button;
class Switch;
} // namespace miniqq::ui

namespace miniqq::lab {

class PayloadEditor;
class TranscriptView;

/// The UDP socket: where it is bound, whom it sends to, broadcast, groups, and what it received.
class UdpCard : public FormCard
{
    Q_OBJECT
public:
    explicit UdpCard(UdpBench &bench, QWidget *parent = nullptr);

    UdpForm form() const;
    PayloadEditor *payload() const { return m_payload; }
    void openOrClose();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void apply(const std::optional<Complaint> &complaint);
    void buildGroups();

    UdpBench &m_bench;
    ui::InputField *m_address;
    ui::InputField *m_port;
    QComboBox *m_sends;
    QComboBox *m_reads;
    QSpinBox *m_size;
    ui::Button *m_open;
    ui::Switch *m_broadcast;
    ui::InputField *m_group;
    ui::InputField *m_interface;
    ui::InputField *m_ttl;
    ui::Switch *m_loop;
    ui::Button *m_join;
    ui::Button *m_leave;
    ui::Button *m_reach;
    ui::InputField *m_to;
    ui::InputField *m_toPort;
    ui::Label *m_state;
    TranscriptView *m_transcript;
    PayloadEditor *m_payload;
};

} // namespace miniqq::lab
