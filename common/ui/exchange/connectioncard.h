// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/card.h"

#include <QElapsedTimer>
#include <QTimer>

namespace miniqq::ui {

/// One end of a TCP connection as a person reads it.
struct CardEndpoint
{
    QString owner = {};   ///< "This machine · Alice", "Server"
    QString address = {}; ///< numeric; empty: not known (yet)
    quint16 port = 0;
    QString addressKind = {}; ///< "private", "loopback", "link-local"
    QString portKind = {};    ///< "ephemeral port", "listening port"

    friend bool operator==(const CardEndpoint &, const CardEndpoint &) = default;
};

/// What a ConnectionCard shows. Empty texts leave their row out.
struct ConnectionCardData
{
    CardEndpoint local = {};
    CardEndpoint remote = {};
    QString state = {};     ///< "ESTABLISHED"
    qint64 openMs = -1;     ///< how long it was open when this was told; -1: no duration beside the state
    QString stateRule = {}; ///< where the state comes from
    QString path = {};      ///< "same subnet, no gateway": derived
    QString pathRule = {};  ///< the rule of the derivation
    QString tls = {};       ///< "1.3 · AES-256-GCM · certificate pinned"
    QString tlsRule = {};   ///< e.g. "QSslSocket::sessionCipher()"
    QString key = {};       ///< "AB:CD:...": the fingerprint by which the other end is known
    QString keyRule = {};
    bool encrypted = true; ///< picks the closed or the open lock

    friend bool operator==(const ConnectionCardData &, const ConnectionCardData &) = default;
};

/// The five-tuple of one connection and what is known about its way. The duration counts on while it is
/// visible.
class ConnectionCard : public Card
{
    Q_OBJECT
public:
    explicit ConnectionCard(QWidget *parent = nullptr);

    void setData(const ConnectionCardData &values);
    const KeyValueRows &rows() const { return *m_rows; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class End;
    void retranslate();
    void showState();

    ConnectionCardData m_data;
    QElapsedTimer m_told; ///< The wall clock may be moved.
    End *m_local;
    End *m_remote;
    KeyValueRows *m_rows;
    QTimer m_second;
};

} // namespace miniqq::ui
