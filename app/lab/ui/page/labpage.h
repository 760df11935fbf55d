// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace miniqq {
class Clock;
}
namespace miniqq::tap {
class TrafficLog;
}
namespace miniqq::ui {
class Badge;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

/// The Network Lab: a header with the tabs, and below it the chosen one. A tab's page is made when it is
/// shown for the first time, so that the Lab costs nothing before somebody opens it. Speaks the user's
/// language and follows the theme at run time.
class LabPage final : public QWidget
{
    Q_OBJECT

public:
    /// What the Lab's sockets do is reported to `log`. Both must outlive the page.
    LabPage(tap::TrafficLog &log, const Clock &clock, QWidget *parent = nullptr);

    /// The tabs from left to right by names that never change ("addresses"): for settings and tests.
    QStringList tabs() const;
    QString tab() const;
    /// A name that is not there leaves the tab as it is.
    void setTab(const QString &name);
    /// The next one, or with -1 the one before, round the end.
    void openNextTab(int step);
    /// The page of the chosen tab; null while the Lab was never shown.
    QWidget *content() const;

Q_SIGNALS:
    void tabChanged(const QString &name);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void showContent();
    void retranslate();

    tap::TrafficLog &m_log;
    const Clock &m_clock;
    ui::Label *m_title;
    QTabBar *m_bar;
    ui::Badge *m_badge;
    QStackedWidget *m_pages;
};

} // namespace miniqq::lab
