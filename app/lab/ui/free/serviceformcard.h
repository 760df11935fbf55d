// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/ui/free/formcard.h"
#include "app/lab/workbench/servicedesk.h"

namespace miniqq::ui {
class Button;
class Switch;
} // namespace miniqq::ui

namespace miniqq::lab {

/// Where a tutorial's service is filled in and started.
class ServiceFormCard : public FormCard
{
    Q_OBJECT
public:
    explicit ServiceFormCard(ServiceDesk &desk, QWidget *parent = nullptr);

    ServiceForm form() const;
    void setForm(const ServiceForm &form);
    void start();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showDefaults();

    ServiceDesk &m_desk;
    QComboBox *m_service;
    ui::Label *m_about;
    ui::InputField *m_address;
    ui::InputField *m_ports;
    QComboBox *m_encoding;
    QComboBox *m_engine;
    ui::InputField *m_idle;
    ui::InputField *m_most;
    ui::Switch *m_asPrinted;
    ui::Button *m_start;
};

} // namespace miniqq::lab
