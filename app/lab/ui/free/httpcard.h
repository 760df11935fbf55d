// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/ui/free/formcard.h"
#include "app/lab/workbench/httpbench.h"

class QPlainTextEdit;

namespace miniqq::ui {
class Button;
} // namespace miniqq::ui

namespace miniqq::lab {

/// A raw GET: the request, then header and body apart, how many receives it took, and the body to a file.
class HttpCard : public FormCard
{
    Q_OBJECT
public:
    explicit HttpCard(HttpBench &bench, QWidget *parent = nullptr);

    void get(const QString &url);
    QString summary() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void chooseFile();

    HttpBench &m_bench;
    ui::InputField *m_url;
    ui::Button *m_get;
    ui::Button *m_save;
    ui::Label *m_summary;
    ui::Label *m_titles[3];
    QPlainTextEdit *m_texts[3]; // request, header, body
};

} // namespace miniqq::lab
