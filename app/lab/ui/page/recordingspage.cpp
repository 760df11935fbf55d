// SPDX-License-Identifier: MIT
#include "app/lab/ui/page/recordingspage.h"

#include "app/lab/core/calltext.h"
#include "common/base/pooltask.h"
#include "common/ui/button.h"
#include "common/ui/emptystate.h"
#include "common/ui/exchange/hexview.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"
#include "common/ui/strips.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr int rowHeight = 32;

class EventDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const Theme &theme = themeOf(option->widget);
        option->font = theme.font(FontRole::Code);
        const bool words =
            index.column() == RecordingModel::WhatColumn || index.column() == RecordingModel::ResultColumn;
        const QColor &colour = words && index.data(RecordingModel::FailedRole).toBool() ? theme.err
                               : words                                                  ? theme.text
                                                                                        : theme.text2;
        option->palette.setColor(QPalette::Text, colour);
        option->palette.setColor(QPalette::HighlightedText, colour);
    }
};

} // namespace

RecordingsPage::RecordingsPage(const tap::TrafficLog &log, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_model(new RecordingModel(this))
    , m_open(new Button(QStringLiteral("folder"), {}, ButtonKind::Primary, this))
    , m_save(new Button(QStringLiteral("export"), {}, ButtonKind::Secondary, this))
    , m_told(new ElidedLabel({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
    , m_filter(new SearchField({}, this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyState(this))
    , m_table(new QTableView(this))
    , m_title(new Label({}, FontRole::Code, Strength::Strong, &Theme::text, this))
    , m_details(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
    , m_bytes(new HexView(this))
{
    build();
    connect(m_open, &QPushButton::clicked, this, [this] { askForFile(false); });
    connect(m_save, &QPushButton::clicked, this, [this] { askForFile(true); });
    connect(m_filter, &QLineEdit::textChanged, m_model, &RecordingModel::setFilter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RecordingsPage::showDetails);
    connect(m_model, &QAbstractItemModel::modelReset, this, &RecordingsPage::showDetails);
    retranslate();
}

void RecordingsPage::build()
{
    m_filter->setOutlined(true);
    m_filter->setMaximumWidth(240);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new EventDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->setColumnWidth(RecordingModel::TimeColumn, 100);
    m_table->setColumnWidth(RecordingModel::SocketColumn, 130);
    m_table->horizontalHeader()->setSectionResizeMode(RecordingModel::WhatColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(RecordingModel::ResultColumn, QHeaderView::Stretch);
    m_table->setColumnWidth(RecordingModel::BytesColumn, 80);
    m_title->setWordWrap(true);
    m_details->setWordWrap(true);
    m_empty->setDrawing(EmptyState::Drawing::Lanes);

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(metric::pagePadding, metric::grid, metric::pagePadding, metric::grid);
    tools->setSpacing(metric::grid);
    tools->addWidget(m_open);
    tools->addWidget(m_save);
    tools->addWidget(m_told, 1);
    tools->addWidget(m_filter);
    auto *bar = new Pane(&Theme::panel, Qt::BottomEdge, this);
    bar->setLayout(tools);

    auto *side = new Pane(&Theme::panel, {}, this);
    auto *sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(metric::pagePadding, metric::cardGap, metric::pagePadding,
                                   metric::pagePadding);
    sideColumn->addWidget(m_title);
    sideColumn->addWidget(m_details);
    sideColumn->addWidget(m_bytes, 1);
    side->setMinimumWidth(280);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_table);
    splitter->addWidget(side);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({800, metric::detailWidth});
    m_pages->addWidget(m_empty);
    m_pages->addWidget(splitter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_pages, 1);
}

QString RecordingsPage::told() const
{
    return m_told->text();
}

void RecordingsPage::tell(const QString &text, bool fault)
{
    m_told->setText(text);
    m_told->setColour(fault ? &Theme::err : &Theme::text2);
}

void RecordingsPage::askForFile(bool toSave)
{
    auto *dialog = new QFileDialog(this, toSave ? tr("Save what happened so far") : tr("Open a recording"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(toSave ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setNameFilters({tr("Recordings (*.jsonl *.json)"), tr("All files (*)")});
    if (toSave) {
        dialog->setDefaultSuffix(QStringLiteral("jsonl"));
        dialog->selectFile(QStringLiteral("recording.jsonl"));
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
    }
    connect(dialog, &QFileDialog::fileSelected, this, toSave ? &RecordingsPage::save : &RecordingsPage::open);
    dialog->open();
}

void RecordingsPage::open(const QString &file)
{
    m_open->setBusy(true);
    const int question = ++m_question;
    // Shared, for a result of the pool is handed over by value and a recording may be large.
    const auto read = [file] { return std::make_shared<Result<Recording>>(readRecording(file)); };
    onPool(this, read, [this, question](const std::shared_ptr<Result<Recording>> &result) {
        if (question != m_question)
            return;
        m_open->setBusy(false);
        if (*result) {
            m_model->setRecording(std::move(**result));
            m_pages->setCurrentIndex(1);
            m_table->setCurrentIndex(m_model->index(0, 0));
            tell(summary(), m_model->recording().strange > 0);
        } else {
            tell(result->error().text, true); // what was open before stays
        }
        Q_EMIT opened();
    });
}

QString RecordingsPage::summary() const
{
    const Recording &recording = m_model->recording();
    QStringList parts{QFileInfo(recording.file).fileName(),
                      tr("%n event(s)", nullptr, int(recording.lines.size()))};
    if (recording.cut)
        parts << tr("the file goes on, this is as much as is shown");
    if (recording.missed > 0)
        parts << tr("%1 were lost before they could be written").arg(recording.missed);
    if (recording.strange > 0)
        parts << tr("%n line(s) left out", nullptr, int(recording.strange)) << recording.firstFault;
    return parts.join(QStringLiteral(" · "));
}

void RecordingsPage::save(const QString &file)
{
    m_save->setBusy(true);
    auto events = std::make_shared<std::vector<tap::TrafficEvent>>();
    tap::TrafficLog::Cursor cursor;
    for (;;) { // the log is bounded; its events share their bytes with what is taken here
        const auto batch = m_log.drain(cursor);
        if (batch.events.empty())
            break;
        events->insert(events->end(), batch.events.begin(), batch.events.end());
        if (m_log.waiting(cursor) == 0)
            break;
    }
    const auto write = [file, events, facts = m_log.connections()] {
        return writeRecording(file, *events, facts);
    };
    onPool(this, write, [this, file, count = int(events->size())](const Result<Done> &result) {
        m_save->setBusy(false);
        if (result)
            tell(tr("%n event(s) saved as %1", nullptr, count).arg(QDir::toNativeSeparators(file)), false);
        else
            tell(result.error().text, true);
        Q_EMIT saved();
    });
}

void RecordingsPage::showDetails()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) {
        m_title->setText(tr("No event chosen"));
        m_details->setText(tr("Choose one to see its bytes and the same call in Python and Qt."));
        m_bytes->setBytes({}, 0);
        return;
    }
    const tap::RecordedLine &line = m_model->lineAt(current.row());
    m_title->setText(current.siblingAtColumn(RecordingModel::WhatColumn).data().toString());
    QStringList details;
    if (const QString result = current.siblingAtColumn(RecordingModel::ResultColumn).data().toString();
        !result.isEmpty())
        details << QStringLiteral("→ ") + result;
    if (line.missed == 0 && line.event.kind == tap::EventKind::Call) {
        const CallText words = callText(line.event);
        details << tr("Python: %1").arg(words.python);
        if (!words.qt.isEmpty())
            details << tr("Qt: %1").arg(words.qt);
    }
    m_details->setText(details.join(u'\n'));
    m_bytes->setBytes(line.event.frame, line.event.kind == tap::EventKind::Frame ? 4 : 0);
}

void RecordingsPage::retranslate()
{
    m_open->setText(tr("Open a recording…"));
    m_save->setText(tr("Save what happened so far…"));
    m_filter->setPrompt(tr("Call, result, socket or type"));
    m_table->setAccessibleName(tr("Events of the recording"));
    m_empty->setText(tr("No recording is open"),
                     tr("miniqq-lab writes one with --events FILE, and this "
                        "program's own events are saved with the button "
                        "above. The messenger's passwords and tokens are in none of them; your chat messages "
                        "and what was typed in the Lab "
                        "are."));
    m_model->retranslate();
    showDetails();
    if (!m_model->recording().file.isEmpty())
        tell(summary(), m_model->recording().strange > 0);
}

void RecordingsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
