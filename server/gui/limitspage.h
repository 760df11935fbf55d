// SPDX-License-Identifier: MIT
#pragma once

#include "server/gui/limitsmodel.h"

#include <QWidget>

class QTableView;

namespace miniqq::server {

/// The Limits tab: every limit with its counter; those that were reached stand out.
class LimitsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit LimitsPage(QWidget *parent = nullptr);
    void setLimits(const std::vector<LimitReport> &limits) { m_model->setLimits(limits); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    LimitsModel *m_model;
    QTableView *m_table;
};

} // namespace miniqq::server
