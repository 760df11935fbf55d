// SPDX-License-Identifier: MIT
#include "app/lab/ui/labexchangecard.h"

#include "app/lab/ui/labexchangeview.h"
#include "common/base/pooltask.h"
#include "common/ui/iconbutton.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QSaveFile>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int speedSteps = 100; // of the slider, on a logarithmic scale
constexpr int positionSteps = 1'000;

qreal speedAt(int step)
{
    const qreal range = ExchangeReplay::fastest / ExchangeReplay::slowest;
    return ExchangeReplay::slowest * std::pow(range, qreal(step) / speedSteps);
}

int stepOf(qreal speed)
{
    const qreal range = ExchangeReplay::fastest / ExchangeReplay::slowest;
    return qRound(speedSteps * std::log(speed / ExchangeReplay::slowest) / std::log(range));
}

/// Writes a file; what the system says against it, empty if nothing.
QString write(const QString &name, const QByteArray &bytes)
{
    QSaveFile file(name); // an older file stays until this one is whole
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return file.errorString();
    return {};
}

} // namespace

LabExchangeCard::LabExchangeCard(Experiment &experiment, QWidget *parent)
    : Card({}, parent)
    , m_experiment(experiment)
    , m_view(new LabExchangeView)
    , m_state(new Tag)
    , m_filter(new SearchField({}))
    , m_filterButton(new IconButton(u"filter"_s, {}))
    , m_pause(new IconButton(u"pause"_s, {}))
    , m_replay(new IconButton(u"retry"_s, {}))
    , m_export(new IconButton(u"export"_s, {}))
    , m_told(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2))
{
    titleLayout()->insertWidget(1, m_state);
    for (IconButton *button : {m_filterButton, m_pause, m_replay, m_export}) {
        button->setExtent(28, 18);
        titleLayout()->addWidget(button);
    }
    for (IconButton *button : {m_filterButton, m_pause, m_replay})
        button->setCheckable(true);
    m_filter->setIconName(u"filter"_s);
    m_filter->setOutlined(true);
    m_filter->hide();
    m_told->setWordWrap(true);
    m_told->hide();
    m_player = makePlayer();
    bodyLayout()->addWidget(m_filter);
    bodyLayout()->addWidget(m_view, 1);
    bodyLayout()->addWidget(m_player);
    bodyLayout()->addWidget(m_told);

    m_view->setRecord(&experiment.exchange());
    connect(&experiment, &Experiment::changed, m_view, &LabExchangeView::recordChanged);
    connect(&experiment, &Experiment::changed, this, &LabExchangeCard::tellState);
    connect(&experiment, &Experiment::cleared, this, [this] {
        tell({}, false);
        m_view->setRecord(&m_experiment.exchange());
    });
    connect(m_view, &LabExchangeView::shownChanged, this, &LabExchangeCard::tellState);
    connect(m_filterButton, &QAbstractButton::toggled, this, [this](bool shown) {
        m_filter->setVisible(shown);
        if (shown)
            m_filter->setFocus();
        else
            m_filter->clear();
    });
    connect(m_filter, &QLineEdit::textChanged, m_view, &LabExchangeView::setFilter);
    connect(m_pause, &QAbstractButton::clicked, this, [this](bool paused) {
        m_view->stopReplay();
        m_view->setPaused(paused);
        tellState();
    });
    connect(m_replay, &QAbstractButton::clicked, this, [this](bool on) {
        if (on)
            m_view->startReplay();
        else
            m_view->stopReplay();
        tellState();
    });
    connect(m_export, &QAbstractButton::clicked, this, &LabExchangeCard::askForSvgFile);
    connect(&m_view->player(), &ExchangePlayer::moved, this, &LabExchangeCard::showPlayer);
    connect(&m_view->player(), &ExchangePlayer::stateChanged, this, &LabExchangeCard::tellState);
    retranslate();
}

QWidget *LabExchangeCard::makePlayer()
{
    auto *strip = new QWidget;
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_play = new IconButton(u"pause"_s, {});
    m_step = new IconButton(u"step"_s, {});
    m_stop = new IconButton(u"stop"_s, {});
    m_position = new QSlider(Qt::Horizontal);
    m_position->setRange(0, positionSteps);
    m_speed = new QSlider(Qt::Horizontal);
    m_speed->setRange(0, speedSteps);
    m_speed->setValue(speedSteps);
    m_speed->setFixedWidth(104);
    m_speedText = new Label({}, FontRole::Hex, Strength::Regular, &Theme::text2);
    m_speedText->setMinimumWidth(
        QFontMetrics(themeOf(this).font(FontRole::Hex)).horizontalAdvance(u"0.05×"_s) + 4);
    for (IconButton *button : {m_play, m_step, m_stop}) {
        button->setExtent(28, 18);
        row->addWidget(button);
    }
    row->addWidget(m_position, 1);
    row->addSpacing(metric::grid);
    row->addWidget(m_speed);
    row->addWidget(m_speedText);
    strip->hide();

    ExchangePlayer &player = m_view->player();
    connect(m_play, &QAbstractButton::clicked, &player, [&player] {
        if (player.isPlaying())
            player.pause();
        else
            player.play();
    });
    connect(m_step, &QAbstractButton::clicked, &player, [&player] { player.step(true); });
    connect(m_stop, &QAbstractButton::clicked, this, [this] {
        m_view->stopReplay();
        tellState();
    });
    connect(m_position, &QSlider::valueChanged, &player, [&player](int value) {
        if (const ExchangeReplay *replay = player.replay())
            player.seek(replay->duration() * value / positionSteps);
    });
    connect(m_speed, &QSlider::valueChanged, &player,
            [&player](int value) { player.setSpeed(speedAt(value)); });
    return strip;
}

void LabExchangeCard::setFilter(const QString &words)
{
    m_filterButton->setChecked(!words.isEmpty());
    m_filter->setText(words);
}

void LabExchangeCard::showPlayer()
{
    const ExchangeReplay *replay = m_view->player().replay();
    if (!replay)
        return;
    const QSignalBlocker blocker(m_position); // it was moved by us
    const qint64 duration = std::max<qint64>(1, replay->duration());
    m_position->setValue(int(replay->position() * positionSteps / duration));
    m_state->setText(tr("replay: call %1 of %2").arg(replay->stepsDone()).arg(replay->stepCount()));
}

void LabExchangeCard::tellState()
{
    const ExchangePlayer &player = m_view->player();
    const bool replaying = player.isActive();
    m_player->setVisible(replaying);
    m_replay->setChecked(replaying);
    const bool paused = m_view->isPaused() && !replaying;
    m_pause->setEnabled(!replaying);
    m_pause->setChecked(paused);
    m_pause->setIconName(paused ? u"play"_s : u"pause"_s);
    m_pause->setLabel(paused ? tr("Go on showing") : tr("Stand still; the experiment goes on"));
    const bool any = !m_view->layout().arrows().empty();
    m_export->setEnabled(any);
    m_replay->setEnabled(any || replaying);
    m_play->setIconName(player.isPlaying() ? u"pause"_s : u"play"_s);
    m_play->setLabel(player.isPlaying() ? tr("Pause the replay") : tr("Play"));
    m_speedText->setText(u"%1×"_s.arg(player.speed(), 0, 'f', 2));
    const QSignalBlocker blocker(m_speed); // it was set elsewhere
    m_speed->setValue(stepOf(player.speed()));
    if (replaying) {
        showPlayer();
        return;
    }
    const quint64 waiting = m_view->waiting();
    if (m_view->isPaused())
        m_state->setText(waiting > 0 ? tr("paused · %n new", nullptr, int(waiting)) : tr("paused"));
    else
        m_state->setText(tr("live"));
}

void LabExchangeCard::tell(const QString &words, bool problem)
{
    m_problem = problem;
    m_told->setColour(problem ? &Theme::err : &Theme::text2);
    m_told->setText(words);
    m_told->setVisible(!words.isEmpty());
}

QString LabExchangeCard::problem() const
{
    return m_problem ? m_told->text() : QString();
}

void LabExchangeCard::askForSvgFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the exchange as a picture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("SVG pictures (*.svg)"));
    dialog->setDefaultSuffix(u"svg"_s);
    dialog->selectFile(u"exchange.svg"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &LabExchangeCard::saveSvg);
    dialog->open();
}

void LabExchangeCard::saveSvg(const QString &file)
{
    const auto save = [file, svg = m_view->toSvg()] { return write(file, svg); };
    onPool(this, save, [this, file](const QString &fault) {
        const QString shown = QDir::toNativeSeparators(file);
        if (fault.isEmpty()) {
            tell(tr("Saved as %1").arg(shown), false);
            Q_EMIT svgSaved(file);
        } else {
            tell(tr("%1 could not be written: %2. Choose another folder or name.").arg(shown, fault), true);
        }
    });
}

void LabExchangeCard::retranslate()
{
    setTitle(tr("Exchange"));
    setBadge(
        Provenance::Derived,
        tr("the calls and their times were observed; which send a receive belongs to was deduced: the n-th "
           "byte that is sent is the n-th that is received"));
    m_filterButton->setLabel(tr("Filter the arrows"));
    m_filter->setPrompt(tr("Filter, e.g. FIN or recv(5)"));
    m_replay->setLabel(tr("Play again, slowly"));
    m_export->setLabel(tr("Save as an SVG picture"));
    m_step->setLabel(tr("To the next call"));
    m_stop->setLabel(tr("End the replay"));
    m_position->setAccessibleName(tr("Position of the replay"));
    m_speed->setAccessibleName(tr("Speed of the replay"));
    m_speed->setToolTip(
        tr("Speed of the replay, 0.05 to 1 times as fast as it was; long silences are shortened"));
    tellState();
}

void LabExchangeCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
