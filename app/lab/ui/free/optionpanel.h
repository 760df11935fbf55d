// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/workbench/optionmodel.h"
#include "app/lab/workbench/workbench.h"
#include "common/ui/strips.h"

class QComboBox;
class QTableView;

namespace miniqq::ui {
class Badge;
class IconButton;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

/// The options of a socket of the free lab, by level, with the values getsockopt() gives now; what can be set
/// is set in place.
class OptionPanel : public ui::Pane
{
    Q_OBJECT
public:
    explicit OptionPanel(Workbench &bench, QWidget *parent = nullptr);

    OptionModel &model() { return *m_model; }
    QComboBox *sockets() const { return m_sockets; }
    QTableView *table() const { return m_table; }
    QString note() const;

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void retranslate();
    void listSockets();
    void choose();

    Workbench &m_bench;
    OptionModel *m_model;
    ui::Label *m_title;
    ui::Badge *m_badge;
    QComboBox *m_sockets;
    ui::IconButton *m_refresh;
    QTableView *m_table;
    ui::Label *m_note;
};

} // namespace miniqq::lab
