// SPDX-License-Identifier: MIT
#include "app/ui/shell/signinwindow.h"

#include "app/core/client.h"
#include "app/ui/shell/appearancestrip.h"
#include "app/ui/shell/certificatedialog.h"
#include "app/ui/shell/failurebox.h"
#include "app/ui/shell/failuretext.h"
#include "app/ui/shell/recentservers.h"
#include "common/ui/button.h"
#include "common/ui/icons.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"
#include "common/ui/strips.h"
#include "common/ui/switch.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QProcess>
#include <QVBoxLayout>

namespace miniqq::client {
namespace {

constexpr int windowWidth = 420;
constexpr int windowHeight = 640;
constexpr int side = 24;
constexpr int logoSide = 40;
constexpr int secondaryWidth = 104;

bool isUnderWay(ConnectionState state)
{
    return (state >= ConnectionState::Resolving && state <= ConnectionState::Syncing) ||
           state == ConnectionState::CertificateChanged;
}

} // namespace

SignInWindow::SignInWindow(Client &client, ui::ThemeManager &themes, ui::LanguageManager &languages)
    : m_client(client)
    , m_product(new ui::Label(QStringLiteral("MiniQQ"), ui::FontRole::Title, ui::Strength::Strong,
                              &ui::Theme::text, this))
    , m_tagline(new ui::Label({}, ui::FontRole::Body, ui::Strength::Regular, &ui::Theme::text2, this))
    , m_recentCaption(new ui::Label({}, ui::FontRole::Caption, ui::Strength::Strong, &ui::Theme::text2, this))
    , m_recent(new RecentServers(this))
    , m_server(new ui::InputField(QStringLiteral("plug"), {}, this))
    , m_tls(new ui::Switch({}, this))
    , m_tlsHint(new ui::Label({}, ui::FontRole::Caption, ui::Strength::Regular, &ui::Theme::warn, this))
    , m_startServer(new ui::Button(QStringLiteral("server"), {}, ui::ButtonKind::Secondary, this))
    , m_account(new ui::InputField(QStringLiteral("user"), {}, this))
    , m_display(new ui::InputField(QStringLiteral("chat"), {}, this))
    , m_password(new ui::InputField(QStringLiteral("lock"), {}, this))
    , m_failure(new FailureBox(this))
    , m_secondary(new ui::Button({}, ui::ButtonKind::Secondary, this))
    , m_primary(new ui::Button({}, ui::ButtonKind::Primary, this))
    , m_progress(new ui::Label({}, ui::FontRole::Caption, ui::Strength::Regular, &ui::Theme::text2, this))
{
    setWindowTitle(QStringLiteral("MiniQQ"));
    setWindowIcon(ui::appIcon());
    setMinimumSize(windowWidth, windowHeight);
    resize(windowWidth, windowHeight);
    build(themes, languages);
    connectAll();
    setRegistering(false);
    m_tls->setChecked(true);
    const QList<ServerAddress> recent = client.profile().recentServers();
    m_recent->setServers(recent);
    m_recentCaption->setVisible(!recent.isEmpty());
    orderTabs();
    preset(client.profile().lastServer(), QString::fromUtf8(client.profile().lastAccount()));
    clearFailure();
    retranslate();
}

void SignInWindow::build(ui::ThemeManager &themes, ui::LanguageManager &languages)
{
    auto *logo = new QLabel(this);
    logo->setPixmap(ui::appIcon().pixmap(logoSide, logoSide));
    logo->setAccessibleName(QStringLiteral("MiniQQ"));
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_product);
    names->addWidget(m_tagline);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(logo);
    head->addLayout(names, 1);

    m_server->setMono(true);
    m_password->setPassword(true);
    m_startServer->setButtonSize(ui::ButtonSize::Normal);
    m_primary->setButtonSize(ui::ButtonSize::Large);
    m_secondary->setButtonSize(ui::ButtonSize::Large);
    m_secondary->setMinimumWidth(secondaryWidth);
    m_primary->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_tlsHint->setWordWrap(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_secondary);
    buttons->addWidget(m_primary, 1);

    auto *page = new QVBoxLayout;
    page->setContentsMargins(side, 20, side, 12);
    page->setSpacing(8);
    page->addLayout(head);
    page->addSpacing(8);
    page->addWidget(m_recentCaption);
    page->addWidget(m_recent);
    page->addWidget(m_server);
    page->addWidget(m_tls);
    page->addWidget(m_tlsHint);
    page->addWidget(m_startServer);
    page->addSpacing(6);
    page->addWidget(new ui::Separator(Qt::Horizontal, this));
    page->addSpacing(6);
    page->addWidget(m_account);
    page->addWidget(m_display);
    page->addWidget(m_password);
    page->addWidget(m_failure);
    page->addSpacing(2);
    page->addLayout(buttons);
    page->addWidget(m_progress);
    page->addStretch();

    auto *panel = new ui::Pane(&ui::Theme::panel, {}, this);
    panel->setLayout(page);
    m_strip = new AppearanceStrip(themes, languages, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(panel, 1);
    column->addWidget(m_strip);
}

void SignInWindow::connectAll()
{
    connect(m_recent, &RecentServers::chosen, this,
            [this](const ServerAddress &server) { preset(server, {}); });
    connect(m_startServer, &QPushButton::clicked, this, &SignInWindow::startServer);
    connect(m_tls, &QCheckBox::toggled, m_tlsHint, &QWidget::setHidden);
    connect(m_primary, &QPushButton::clicked, this, &SignInWindow::submit);
    connect(m_secondary, &QPushButton::clicked, this, [this] {
        if (isUnderWay(m_client.state()))
            m_client.disconnectFromServer();
        else
            setRegistering(!m_registering);
    });
    for (ui::InputField *field : {m_server, m_account, m_display, m_password}) {
        connect(field, &ui::InputField::returnPressed, this, &SignInWindow::submit);
        connect(field, &ui::InputField::textChanged, this, [this] { clearFailure(); });
    }
    connect(&m_client, &Client::stateChanged, this, &SignInWindow::showState);
    connect(&m_client, &Client::signInFailed, this, &SignInWindow::showFailure);
    connect(&m_client, &Client::certificateChanged, this, &SignInWindow::showCertificateChange);
}

void SignInWindow::preset(const ServerAddress &server, const QString &account)
{
    if (!server.isNull()) {
        ServerAddress shown = server;
        shown.tls = true; // the switch says it, not the text
        m_server->setText(shown.toText());
        m_tls->setChecked(server.tls);
        m_recent->setCurrent(server);
    }
    if (!account.isEmpty())
        m_account->setText(account);
    if (m_server->text().isEmpty())
        m_server->setText(proposedServer().toText());
    (m_account->text().isEmpty() ? m_account : m_password)->edit().setFocus();
}

ServerAddress SignInWindow::proposedServer()
{
    return {QStringLiteral("127.0.0.1"), ServerAddress::defaultPort, true};
}

void SignInWindow::orderTabs()
{
    // From top to bottom, as the eye goes, whatever order they were made in.
    QList<QWidget *> stops = m_recent->tabStops();
    stops << &m_server->edit() << m_tls << m_startServer << &m_account->edit() << &m_display->edit()
          << &m_password->edit() << m_password->findChildren<QAbstractButton *>().value(0) << m_secondary
          << m_primary;
    stops.removeAll(nullptr);
    for (QWidget *button : m_strip->findChildren<QAbstractButton *>())
        stops << button;
    for (qsizetype i = 1; i < stops.size(); ++i)
        setTabOrder(stops[i - 1], stops[i]);
}

void SignInWindow::setRegistering(bool on)
{
    m_registering = on;
    m_display->setVisible(on);
    clearFailure();
    retranslate();
}

Result<ServerAddress> SignInWindow::typedServer() const
{
    Result<ServerAddress> parsed = ServerAddress::parse(m_server->text());
    if (parsed)
        parsed->tls = parsed->tls && m_tls->isChecked();
    return parsed;
}

void SignInWindow::submit()
{
    if (isUnderWay(m_client.state()))
        return;
    clearFailure();
    const Result<ServerAddress> server = typedServer();
    if (!server) {
        showFailure({SignInFailure::Kind::BadAddress, {}});
        return;
    }
    const QString account = m_account->text().trimmed();
    if (account.isEmpty()) {
        m_account->setError(accountMissing());
        return;
    }
    if (m_password->text().isEmpty()) {
        m_password->setError(passwordMissing());
        return;
    }
    if (m_registering)
        m_client.registerAccount(*server, account, m_display->text().trimmed(), m_password->text());
    else
        m_client.signIn(*server, account, m_password->text());
}

QString SignInWindow::accountMissing()
{
    return tr("Type the name of your account");
}

QString SignInWindow::passwordMissing()
{
    return tr("Type your password");
}

void SignInWindow::showFailure(const SignInFailure &failure)
{
    m_lastFailure = failure;
    const Result<ServerAddress> server = typedServer();
    const FailureText text = FailureWords::of(failure, server ? *server : m_client.server());
    m_failure->setText(text.heading, text.advice,
                       FailureWords::detailTellsMore(failure.kind) ? failure.detail : QString());
    m_failure->setVisible(!text.heading.isEmpty());
    showState(m_client.state());
    const auto mark = [](ui::InputField &field) {
        field.setFaulty(true);
        field.edit().setFocus();
        field.edit().selectAll();
    };
    switch (text.field) {
    case FailureText::Field::Server:
        mark(*m_server);
        break;
    case FailureText::Field::Account:
        mark(*m_account);
        break;
    case FailureText::Field::Password:
        mark(*m_password);
        break;
    case FailureText::Field::None:
        break;
    }
}

void SignInWindow::clearFailure()
{
    m_lastFailure = {};
    m_failure->hide();
    for (ui::InputField *field : {m_server, m_account, m_password})
        field->setError({});
}

void SignInWindow::showState(ConnectionState state)
{
    const bool busy = isUnderWay(state);
    if (busy)
        clearFailure(); // of the try before
    m_primary->setBusy(busy);
    m_secondary->setText(busy ? tr("Cancel") : m_registering ? tr("Sign in instead") : tr("Register"));
    for (QWidget *input :
         std::initializer_list<QWidget *>{m_server, m_tls, m_account, m_display, m_password, m_recent})
        input->setEnabled(!busy);
    switch (state) {
    case ConnectionState::Resolving:
        m_progress->setText(tr("Looking up the address…"));
        break;
    case ConnectionState::Connecting:
        m_progress->setText(tr("Connecting (TCP)…"));
        break;
    case ConnectionState::Securing:
        m_progress->setText(tr("Agreeing on encryption (TLS)…"));
        break;
    case ConnectionState::Greeting:
        m_progress->setText(tr("Greeting the server…"));
        break;
    case ConnectionState::SigningIn:
        m_progress->setText(tr("Signing in…"));
        break;
    default:
        m_progress->setText({});
    }
}

void SignInWindow::startServer()
{
    const QString program = QApplication::applicationDirPath() + QStringLiteral("/miniqq-server");
    if (QProcess::startDetached(program, {})) {
        preset(proposedServer(), {});
        m_progress->setText(tr("The server window opens. Then register here."));
    } else {
        m_failure->setText(tr("The server could not be started"), tr("Install miniqq-server beside miniqq."),
                           program);
        m_failure->show();
    }
}

void SignInWindow::showCertificateChange(const ServerAddress &server, const ServerPin &known,
                                         const QString &shown)
{
    if (!isVisible())
        return; // the main window asks
    CertificateDialog::ask(m_client, server, known, shown, this);
}

void SignInWindow::retranslate()
{
    m_tagline->setText(tr("Your own network, your own chat"));
    m_recentCaption->setText(tr("Used before"));
    m_server->setPrompt(tr("Server address"));
    m_tls->setText(tr("Encrypted (TLS)"));
    m_tlsHint->setText(tr("Not encrypted: everyone on the way can read your messages and your password."));
    m_tlsHint->setHidden(m_tls->isChecked());
    m_startServer->setText(tr("Start a server on this computer…"));
    m_account->setPrompt(tr("Account"));
    m_display->setPrompt(tr("Name to show (may be left empty)"));
    m_password->setPrompt(tr("Password"));
    m_primary->setText(m_registering ? tr("Register") : tr("Sign in"));
    showState(m_client.state());
    if (m_lastFailure.kind != SignInFailure::Kind::None)
        showFailure(SignInFailure(m_lastFailure));
    if (!m_account->error().isEmpty())
        m_account->setError(accountMissing());
    if (!m_password->error().isEmpty())
        m_password->setError(passwordMissing());
}

bool SignInWindow::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    // With all its parts shown the form is higher than the window at first; nothing may be squeezed.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        setMinimumHeight(std::max(windowHeight, layout()->totalHeightForWidth(width())));
    return handled;
}

void SignInWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace miniqq::client
