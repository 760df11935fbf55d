// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/cli/arguments.h"
#include "app/lab/cli/command.h"
#include "app/lab/cli/inputlines.h"
#include "app/lab/core/linereader.h"
#include "app/lab/core/streamclient.h"
#include "app/lab/core/textcodec.h"
#include "app/lab/core/timelimit.h"

#include <QTimer>

namespace miniqq::lab {

/// tcp HOST PORT: a client. Lines of stdin are sent without their newline, each receive is printed as a line.
/// The end of stdin closes its half; the other side's end ends it. With --lines whole lines are printed
/// however the receives cut them; with --timeout connecting and each receive may take only so long.
class TcpCommand final : public Command
{
    Q_OBJECT

public:
    void declare(QCommandLineParser &parser) const override;
    Result<Done> read(const QCommandLineParser &parser) override;
    void start(Session &session) override;
    void stop() override;

private:
    void onConnected();
    void sendLine(const QString &line);
    void take(const QByteArray &bytes);
    void show(const QByteArray &bytes);
    void onEnded();
    void awaitAgain();
    void onTimedOut();

    QString m_host;
    quint16 m_port = 0;
    std::optional<SocketName> m_from;
    arguments::Encodings m_encodings;
    int m_receiveSize = 1024;
    TimeLimit m_limit;
    bool m_byLines = false;

    Session *m_session = nullptr;
    InputLines m_input;
    std::unique_ptr<SocketContext> m_context;
    std::unique_ptr<StreamClient> m_client;
    std::unique_ptr<TextDecoder> m_decoder;
    std::unique_ptr<LineReader> m_lines; // instead of the decoder
    QTimer m_patience;                   // runs while a call with a time limit would wait
    int m_status = 0;
};

} // namespace miniqq::lab
