// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/httptext.h"
#include "app/lab/core/streamclient.h"
#include "app/lab/workbench/complaint.h"

#include <optional>

namespace miniqq::lab {

/// A raw GET as the tutorial has it: connect, send the request, receive until the server closes, split at the
/// first empty line.
class HttpBench final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxResponse = 16 * 1024 * 1024;
    static constexpr int receiveSize = 1024; ///< as the tutorial has it

    /// The context must outlive this.
    explicit HttpBench(SocketContext &context, QObject *parent = nullptr);
    ~HttpBench() override;

    /// Gives up what runs and begins anew. A complaint means that nothing was begun.
    std::optional<Complaint> get(const QString &url);
    void stop();
    /// Writes the body to a file, on another thread; saved() or complained() follows.
    void save(const QString &file);

    bool isRunning() const { return m_running; }
    int receives() const { return m_receives; } ///< calls that brought something
    const QByteArray &request() const { return m_request; }
    /// Of the last run that came to its end.
    const std::optional<HttpResponse> &response() const { return m_response; }
    NativeSocket *socket() const;
    /// What the body says, as UTF-8 for showing; broken parts become U+FFFD.
    QString bodyText() const;

Q_SIGNALS:
    void changed();
    void complained(const miniqq::lab::Complaint &complaint);
    void saved(const QString &file, qint64 bytes);

private:
    void onConnected();
    void take(const QByteArray &bytes);
    void fail(const Complaint &complaint);
    void finish();
    void drop();

    SocketContext &m_context;
    std::unique_ptr<StreamClient> m_client;
    QByteArray m_request;
    QByteArray m_received;
    std::optional<HttpResponse> m_response;
    quint64 m_attempt = 0;
    int m_receives = 0;
    bool m_running = false;
};

} // namespace miniqq::lab
