<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ConversationWords</name>
    <message>
        <source>typing…</source>
        <translation>正在输入…</translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1：</translation>
    </message>
    <message>
        <source>%1 (last message: %2)</source>
        <translation>%1（最后一条消息：%2）</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n 条未读</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1，%2，%3</translation>
    </message>
    <message>
        <source>%1 from %2 to %3, %4, %5</source>
        <extracomment>%1 type of a frame, %2 sender, %3 receiver, %4 size, %5 time; read aloud</extracomment>
        <translation>%1，从 %2 到 %3，%4，%5</translation>
    </message>
</context>
<context>
    <name>FieldExplanation</name>
    <message>
        <source>How many bytes of payload follow: 4 bytes, unsigned, the most significant first (network byte order). TCP has no messages, so their ends must be told.</source>
        <translation>后面的载荷有多少字节：4 个字节，无符号，高位在前（网络字节序）。TCP 没有消息边界，所以必须说明消息到哪里结束。</translation>
    </message>
    <message>
        <source>One JSON object in UTF-8, exactly as many bytes as the length says.</source>
        <translation>一个 UTF-8 编码的 JSON 对象，字节数与长度所说的完全一致。</translation>
    </message>
    <message>
        <source>What the message is. Unknown types get an error, not silence.</source>
        <translation>消息是什么。未知的类型会得到错误应答，而不是沉默。</translation>
    </message>
    <message>
        <source>Chosen by who asks; the answer repeats it in “re”.</source>
        <translation>由提问的一方选定；应答在“re”中重复它。</translation>
    </message>
    <message>
        <source>The id of the request that this answers.</source>
        <translation>这里应答的那个请求的 id。</translation>
    </message>
    <message>
        <source>The fields of the message itself.</source>
        <translation>消息本身的字段。</translation>
    </message>
    <message>
        <source>The lowest and the highest protocol version this client speaks.</source>
        <translation>这个客户端会说的最低和最高协议版本。</translation>
    </message>
    <message>
        <source>The protocol version spoken from here on.</source>
        <translation>从这里开始使用的协议版本。</translation>
    </message>
    <message>
        <source>Program and version, for people.</source>
        <translation>程序和版本，给人看的。</translation>
    </message>
    <message>
        <source>Abilities beyond the version; unknown ones are ignored.</source>
        <translation>版本以外的能力；不认识的会被忽略。</translation>
    </message>
    <message>
        <source>What this server accepts, so that a client can keep to it.</source>
        <translation>服务器接受的上限，客户端可以照此行事。</translation>
    </message>
    <message>
        <source>Whether new accounts can be made.</source>
        <translation>能不能注册新账号。</translation>
    </message>
    <message>
        <source>The conversation: “lobby”, or “d:” with the two account names in ascending order.</source>
        <translation>会话：“lobby”，或者“d：”加上按升序排列的两个账号名。</translation>
    </message>
    <message>
        <source>The sender&apos;s own name for the message. Sent again with the same one, it is still stored only once.</source>
        <translation>发送方自己给消息起的名字。用同一个名字再发一次，仍然只保存一份。</translation>
    </message>
    <message>
        <source>The place in the conversation, given by the server: 1, 2, 3, … without gaps. It makes the order, not the clock.</source>
        <translation>在会话中的位置，由服务器给出：1、2、3……没有空缺。顺序由它决定，而不是时钟。</translation>
    </message>
    <message>
        <source>The place in the conversation. With this answer the message is on the server&apos;s disk.</source>
        <translation>在会话中的位置。有了这个应答，消息就已经在服务器的磁盘上了。</translation>
    </message>
    <message>
        <source>Plain text. One character can take up to four bytes of UTF-8.</source>
        <translation>纯文本。一个字符在 UTF-8 中最多占四个字节。</translation>
    </message>
    <message>
        <source>What went wrong, for people.</source>
        <translation>出了什么错，给人看的。</translation>
    </message>
    <message>
        <source>What went wrong, for programs.</source>
        <translation>出了什么错，给程序看的。</translation>
    </message>
    <message>
        <source>The field that was wrong.</source>
        <translation>出错的字段。</translation>
    </message>
    <message>
        <source>How long to wait before trying again, in milliseconds.</source>
        <translation>再试之前要等多久，单位毫秒。</translation>
    </message>
    <message>
        <source>The server&apos;s clock, in milliseconds since 1970-01-01 UTC.</source>
        <translation>服务器的时钟，从 1970-01-01 UTC 起的毫秒数。</translation>
    </message>
    <message>
        <source>The account that sent it, as the server knows it from the session.</source>
        <translation>发送的账号，服务器从会话连接得知。</translation>
    </message>
    <message>
        <source>The account in its canonical form: identity is the account, never an address.</source>
        <translation>规范形式的账号：身份是账号，从来不是地址。</translation>
    </message>
    <message>
        <source>The name that people see.</source>
        <translation>人们看到的名字。</translation>
    </message>
    <message>
        <source>Replaced before anything was stored: secrets never get in here.</source>
        <translation>保存之前已被替换：机密从不进入这里。</translation>
    </message>
    <message>
        <source>The number of this session on the server.</source>
        <translation>这个会话连接在服务器上的编号。</translation>
    </message>
    <message>
        <source>Everything up to this place has arrived: one number for all.</source>
        <translation>到这个位置为止的消息都已到达：一个数说明全部。</translation>
    </message>
    <message>
        <source>Everything up to this place has been read: one number for all.</source>
        <translation>到这个位置为止的消息都已读：一个数说明全部。</translation>
    </message>
    <message>
        <source>Whether something is being typed. It is never stored.</source>
        <translation>是否正在输入。从不保存。</translation>
    </message>
    <message>
        <source>Asks for what comes behind this place.</source>
        <translation>请求这个位置之后的内容。</translation>
    </message>
    <message>
        <source>Asks for what comes before this place.</source>
        <translation>请求这个位置之前的内容。</translation>
    </message>
    <message>
        <source>Whether there is more to ask for.</source>
        <translation>后面还有没有。</translation>
    </message>
    <message>
        <source>Why the connection ends.</source>
        <translation>连接为什么结束。</translation>
    </message>
    <message>
        <source>Whether to come back by oneself.</source>
        <translation>是否应当自动重新连接。</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>MessageClass</name>
    <message>
        <source>chat</source>
        <translation>聊天</translation>
    </message>
    <message>
        <source>receipt</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>control</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>New messages</source>
        <translation>以下为新消息</translation>
    </message>
    <message>
        <source>not sent · retry</source>
        <translation>没发出去 · 重试</translation>
    </message>
</context>
<context>
    <name>MessageWords</name>
    <message>
        <source>This conversation is no longer open to you.</source>
        <translation>你已不能使用这个会话。</translation>
    </message>
    <message>
        <source>The server does not take this text.</source>
        <translation>服务器不接受这段文字。</translation>
    </message>
    <message>
        <source>The id of this message was already used. Retry sends it with a new one.</source>
        <translation>这条消息的编号已被用过。重试时会换一个新编号。</translation>
    </message>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <extracomment>Said by a screen reader: sender, text, time.</extracomment>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>%1: %2, %3, %4</source>
        <extracomment>Said by a screen reader: sender, text, time, state.</extracomment>
        <translation>%1：%2，%3，%4</translation>
    </message>
    <message>
        <source>no longer on the server</source>
        <translation>服务器上已没有</translation>
    </message>
</context>
<context>
    <name>Presence</name>
    <message>
        <source>online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
</context>
<context>
    <name>Provenance</name>
    <message>
        <source>observed</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>derived</source>
        <translation>推导</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>模拟</translation>
    </message>
</context>
<context>
    <name>TickState</name>
    <message>
        <source>sending</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>未发送</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>en_GB</source>
        <extracomment>The language of this translation as a locale name, e.g. &quot;zh_CN&quot;; dates are written its way.</extracomment>
        <translation>zh_CN</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <extracomment>A day of this year, as in Qt&apos;s date formats.</extracomment>
        <translation>M月d日 dddd</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <extracomment>A day of another year, as in Qt&apos;s date formats.</extracomment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>yesterday</source>
        <extracomment>In the narrow column of a list.</extracomment>
        <translation>昨天</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>A day of this year in the narrow column of a list, as in Qt&apos;s date formats.</extracomment>
        <translation>M月d日</translation>
    </message>
</context>
<context>
    <name>miniqq::client::CertificateDialog</name>
    <message>
        <source>The server&apos;s key has changed</source>
        <translation>服务器的密钥变了</translation>
    </message>
    <message>
        <source>%1 shows another key than before</source>
        <translation>%1 出示的密钥和以前不同</translation>
    </message>
    <message>
        <source>Either its operator set it up anew, or somebody on the way pretends to be it. Nothing was sent yet. Ask the operator to read out the key that the server window shows, and compare.</source>
        <translation>要么是管理员重新安装了服务器，要么是途中有人冒充它。现在还没有发送任何内容。请让管理员读出服务器窗口显示的密钥，对照一下。</translation>
    </message>
    <message>
        <source>Known until now (SHA-256)</source>
        <translation>此前已知（SHA-256）</translation>
    </message>
    <message>
        <source>Shown now</source>
        <translation>现在出示</translation>
    </message>
    <message>
        <source>Trust the new key</source>
        <translation>信任新密钥</translation>
    </message>
    <message>
        <source>Do not connect</source>
        <translation>不连接</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has changed</source>
        <translation>服务器的证书变了</translation>
    </message>
    <message>
        <source>%1 shows another certificate than before</source>
        <translation>%1 出示的证书和以前不同</translation>
    </message>
    <message>
        <source>Either its operator renewed the certificate or set the server up anew, or somebody on the way pretends to be it. Nothing was sent yet. Ask the operator to read out the key that the server window shows, and compare it with the one shown now.</source>
        <translation>要么是管理员更新了证书或重新安装了服务器，要么是途中有人冒充它。现在还没有发送任何内容。请让管理员读出服务器窗口显示的密钥，与现在出示的对照一下。</translation>
    </message>
    <message>
        <source>Known until now: a certificate (SHA-256)</source>
        <translation>此前已知：证书（SHA-256）</translation>
    </message>
    <message>
        <source>Shown now: the key (SHA-256)</source>
        <translation>现在出示：密钥（SHA-256）</translation>
    </message>
</context>
<context>
    <name>miniqq::client::ChatController</name>
    <message>
        <source>This computer could not write the message down. Is the disk full?</source>
        <translation>这台电脑没能把消息存下来。磁盘满了吗？</translation>
    </message>
    <message>
        <source>This text cannot be sent: it is blank or too long.</source>
        <translation>这段文字不能发送：它是空白的，或者太长。</translation>
    </message>
    <message>
        <source>Lobby</source>
        <translation>大厅</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n online</source>
        <translation>
            <numerusform>%n 人在线</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::client::ChatPane</name>
    <message>
        <source>Message %1</source>
        <translation>发消息给 %1</translation>
    </message>
</context>
<context>
    <name>miniqq::client::Composer</name>
    <message>
        <source>Insert an emoji</source>
        <translation>插入表情</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Enter sends · Shift+Enter starts a new line</source>
        <translation>Enter 发送 · Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends · Enter starts a new line</source>
        <translation>Ctrl+Enter 发送 · Enter 换行</translation>
    </message>
    <message numerus="yes">
        <source>Too long by %n character(s). Nothing is cut off: shorten it or send it in parts.</source>
        <translation>
            <numerusform>超出 %n 个字符。内容不会被截断：请缩短，或分几条发送。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was pasted: that text has %1 characters, and a message holds %2.</source>
        <translation>没有粘贴：那段文字有 %1 个字符，一条消息最多 %2 个。</translation>
    </message>
</context>
<context>
    <name>miniqq::client::ConnectionBanner</name>
    <message>
        <source>Connected again</source>
        <translation>又连上了</translation>
    </message>
    <message>
        <source>Everything missed has been fetched.</source>
        <translation>错过的内容都已取回。</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Nothing is sent until you have decided.</source>
        <translation>在你决定之前不会发送任何内容。</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Your messages wait in the outbox.</source>
        <translation>你写的消息先存在发件箱。</translation>
    </message>
    <message numerus="yes">
        <source>Connection lost, next try in %n s</source>
        <translation>
            <numerusform>连接断了，%n 秒后重连</numerusform>
        </translation>
    </message>
    <message>
        <source>The server identifies itself differently than before</source>
        <translation>服务器出示的身份与以前不同</translation>
    </message>
</context>
<context>
    <name>miniqq::client::ConnectionFoot</name>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Connected · %1</source>
        <translation>已连接 · %1</translation>
    </message>
    <message>
        <source>Not encrypted · %1</source>
        <translation>未加密 · %1</translation>
    </message>
    <message>
        <source>Round trip time</source>
        <translation>往返时间 RTT</translation>
    </message>
    <message>
        <source>Waiting to try again</source>
        <translation>等待重试</translation>
    </message>
    <message>
        <source>Waiting for your decision</source>
        <translation>等待你的决定</translation>
    </message>
</context>
<context>
    <name>miniqq::client::ConversationHeader</name>
    <message>
        <source>Network view (F12)</source>
        <translation>网络视图（F12）</translation>
    </message>
</context>
<context>
    <name>miniqq::client::ConversationListModel</name>
    <message>
        <source>Lobby</source>
        <translation>大厅</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>You</source>
        <translation>我</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n 条未读</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>miniqq::client::ConversationListView</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>会话</translation>
    </message>
</context>
<context>
    <name>miniqq::client::EmojiPopup</name>
    <message>
        <source>Emoji</source>
        <translation>表情</translation>
    </message>
</context>
<context>
    <name>miniqq::client::EmptyChat</name>
    <message numerus="yes">
        <source>%n people are online.</source>
        <translation>
            <numerusform>%n 个人在线。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody else is online at the moment.</source>
        <translation>现在没有别人在线。</translation>
    </message>
    <message>
        <source>Say hello</source>
        <extracomment>Joins two sentences.</extracomment>
        <translation>打个招呼吧</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Choose somebody, or have a look at the lobby.</source>
        <translation>选一个人，或者去大厅看看。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>To the lobby</source>
        <translation>去大厅</translation>
    </message>
</context>
<context>
    <name>miniqq::client::EndpointWords</name>
    <message>
        <source>loopback</source>
        <translation>回环</translation>
    </message>
    <message>
        <source>private</source>
        <translation>私有</translation>
    </message>
    <message>
        <source>unique local</source>
        <translation>唯一本地</translation>
    </message>
    <message>
        <source>link-local</source>
        <translation>链路本地</translation>
    </message>
    <message>
        <source>provider&apos;s NAT</source>
        <translation>运营商 NAT</translation>
    </message>
    <message>
        <source>global</source>
        <translation>公网</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>looking up the address</source>
        <translation>正在查找地址</translation>
    </message>
    <message>
        <source>connecting (TCP)</source>
        <translation>正在连接（TCP）</translation>
    </message>
    <message>
        <source>TLS handshake</source>
        <translation>TLS 握手</translation>
    </message>
    <message>
        <source>waiting to try again</source>
        <translation>等待重试</translation>
    </message>
    <message>
        <source>waiting for your decision</source>
        <translation>等待你的决定</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
</context>
<context>
    <name>miniqq::client::FailureWords</name>
    <message>
        <source>There is no computer called “%1”</source>
        <translation>没有名叫“%1”的电脑</translation>
    </message>
    <message>
        <source>Check the spelling, or type the numeric address that the server window shows.</source>
        <translation>检查拼写，或者输入服务器窗口显示的数字地址。</translation>
    </message>
    <message>
        <source>Nobody listens at %1</source>
        <translation>%1 没有程序在监听</translation>
    </message>
    <message>
        <source>The computer is there, but no program takes connections on port %1. Start the server, or check the port.</source>
        <translation>那台电脑在线，但 %1 端口上没有程序接受连接。请启动服务器，或者检查端口。</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>%1 没有应答</translation>
    </message>
    <message>
        <source>It is switched off, in another network, or a firewall drops the packets. Check the address and the firewall of that computer.</source>
        <translation>它可能关机了、在另一个网络里，或者防火墙丢弃了数据包。请检查地址和那台电脑的防火墙。</translation>
    </message>
    <message>
        <source>There is no way to %1</source>
        <translation>没有通往 %1 的路</translation>
    </message>
    <message>
        <source>This computer has no route to that network. Check the cable or the Wi-Fi.</source>
        <translation>这台电脑没有到那个网络的路由。请检查网线或 Wi-Fi。</translation>
    </message>
    <message>
        <source>No protected connection to %1</source>
        <translation>无法与 %1 建立加密连接</translation>
    </message>
    <message>
        <source>The server does not speak TLS. If its operator runs it without protection, switch “Encrypted” off.</source>
        <translation>服务器不使用 TLS。如果管理员就是不加密运行的，请关闭“加密”。</translation>
    </message>
    <message>
        <source>Another program answers at %1</source>
        <translation>在 %1 应答的是别的程序</translation>
    </message>
    <message>
        <source>Something listens there, but it is no MiniQQ server. Check the port.</source>
        <translation>那里有程序在监听，但不是 MiniQQ 服务器。请检查端口。</translation>
    </message>
    <message>
        <source>This MiniQQ and the server have no protocol version in common</source>
        <translation>这个 MiniQQ 和服务器没有共同的协议版本</translation>
    </message>
    <message>
        <source>Update the older of the two.</source>
        <translation>请更新较旧的一方。</translation>
    </message>
    <message>
        <source>This is no server address</source>
        <translation>这不是服务器地址</translation>
    </message>
    <message>
        <source>Type a name or an address, with the port if it is not 6477: 192.168.1.20:6477</source>
        <translation>输入名称或地址，端口不是 6477 时要写上端口：192.168.1.20:6477</translation>
    </message>
    <message>
        <source>This cannot be an account name</source>
        <translation>这不能用作账号名</translation>
    </message>
    <message>
        <source>Use 1 to 32 letters a–z, digits, “_”, “-”, “.” or Chinese characters.</source>
        <translation>请使用 1 到 32 个字母 a–z、数字、“_”、“-”、“.”或汉字。</translation>
    </message>
    <message>
        <source>Account and password do not fit</source>
        <translation>账号和密码不匹配</translation>
    </message>
    <message>
        <source>Check both. If you are new here, choose Register.</source>
        <translation>请检查两者。如果是第一次来，请选择“注册”。</translation>
    </message>
    <message>
        <source>Please type your password again</source>
        <translation>请再输入一次密码</translation>
    </message>
    <message>
        <source>The remembered sign-in is no longer good.</source>
        <translation>记住的登录已经失效。</translation>
    </message>
    <message>
        <source>This account is taken</source>
        <translation>这个账号已被使用</translation>
    </message>
    <message>
        <source>Somebody has this name or one that looks like it. Choose another, or sign in if it is yours.</source>
        <translation>已有人使用这个名字或看起来相似的名字。请换一个；如果它就是你的，请登录。</translation>
    </message>
    <message>
        <source>This server takes no new accounts</source>
        <translation>这台服务器不接受新账号</translation>
    </message>
    <message>
        <source>Ask its operator for one.</source>
        <translation>请向管理员申请。</translation>
    </message>
    <message>
        <source>Too many tries</source>
        <translation>尝试次数太多</translation>
    </message>
    <message>
        <source>Wait %1 s, then try again.</source>
        <translation>请等 %1 秒再试。</translation>
    </message>
    <message>
        <source>The server is too busy just now</source>
        <translation>服务器现在太忙</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请稍后再试。</translation>
    </message>
    <message>
        <source>You chose not to connect. Ask the operator whether the key was renewed.</source>
        <translation>你选择了不连接。请问管理员是否更换了密钥。</translation>
    </message>
    <message>
        <source>The operator ended this connection</source>
        <translation>管理员结束了这个连接</translation>
    </message>
    <message>
        <source>You can sign in again.</source>
        <translation>可以重新登录。</translation>
    </message>
    <message>
        <source>This account signed in elsewhere</source>
        <translation>这个账号在别处登录了</translation>
    </message>
    <message>
        <source>The newest sessions stay, the oldest ends. Sign in here to use this window again.</source>
        <translation>最新的会话连接保留，最早的结束。在这里登录即可继续使用这个窗口。</translation>
    </message>
    <message>
        <source>The server sent something it must not send</source>
        <translation>服务器发来了它不该发的内容</translation>
    </message>
    <message>
        <source>The connection was closed; your messages here are safe. Tell the operator.</source>
        <translation>连接已关闭；这里的消息是安全的。请告诉管理员。</translation>
    </message>
    <message>
        <source>The messages of this computer cannot be opened</source>
        <translation>无法打开这台电脑上的消息</translation>
    </message>
    <message>
        <source>Check that the disk is not full and that you may write to the profile&apos;s folder.</source>
        <translation>请检查磁盘是否已满，以及是否有权写入配置文件夹。</translation>
    </message>
    <message>
        <source>The connection broke during sign-in</source>
        <translation>登录时连接断了</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请再试一次。</translation>
    </message>
    <message>
        <source>No MiniQQ server answers unprotected at %1</source>
        <translation>%1 没有未加密的 MiniQQ 服务器应答</translation>
    </message>
    <message>
        <source>If it is one, it wants a protected connection: switch “Encrypted” on. If not, check the port.</source>
        <translation>如果那里确实是 MiniQQ 服务器，它要求加密连接：请打开“加密”开关。否则请检查端口。</translation>
    </message>
    <message>
        <source>The server identifies itself differently than before</source>
        <translation>服务器出示的身份与以前不同</translation>
    </message>
</context>
<context>
    <name>miniqq::client::JumpButton</name>
    <message>
        <source>To the newest message</source>
        <translation>跳到最新消息</translation>
    </message>
    <message numerus="yes">
        <source>To the newest message, %n new</source>
        <translation>
            <numerusform>跳到最新消息，%n 条新消息</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::client::MainWindow</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>The server&apos;s operator says:</source>
        <translation>服务器管理员通知：</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>miniqq::client::MessageListModel</name>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>You: %1, %2, %3</source>
        <translation>我：%1，%2，%3</translation>
    </message>
    <message>
        <source>You</source>
        <translation>我</translation>
    </message>
    <message>
        <source>%1: %2, %3, no longer on the server</source>
        <translation>%1：%2，%3，服务器上已没有</translation>
    </message>
</context>
<context>
    <name>miniqq::client::MessageView</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>This message could not be written to this computer&apos;s disk.</source>
        <translation>这条消息没能写入本机磁盘。</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy all text</source>
        <translation>复制全文</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>The server was restored from a backup that does not have this message. It is only here.</source>
        <translation>服务器是从备份恢复的，备份中没有这条消息，只有这里还有。</translation>
    </message>
</context>
<context>
    <name>miniqq::client::NetworkView</name>
    <message>
        <source>Network view</source>
        <translation>网络视图</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Close (F12)</source>
        <translation>关闭（F12）</translation>
    </message>
    <message>
        <source>This machine · %1</source>
        <translation>本机 · %1</translation>
    </message>
    <message>
        <source>ephemeral</source>
        <translation>临时端口</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>listening</source>
        <translation>监听端口</translation>
    </message>
    <message>
        <source>stays inside this machine</source>
        <translation>不离开本机</translation>
    </message>
    <message>
        <source>The server&apos;s address is a loopback address: no packet leaves the machine.</source>
        <translation>服务器的地址是回环地址：没有数据包离开本机。</translation>
    </message>
    <message>
        <source>key pinned</source>
        <translation>密钥已固定</translation>
    </message>
    <message>
        <source>none: everyone on the way can read along</source>
        <translation>无：途中的任何人都能看到内容</translation>
    </message>
    <message>
        <source>time from ping to pong</source>
        <translation>从 ping 到 pong 的时间</translation>
    </message>
    <message>
        <source>Exchange – MiniQQ</source>
        <translation>报文往来 – MiniQQ</translation>
    </message>
    <message>
        <source>Show all frames with their fields and bytes</source>
        <translation>查看所有报文的字段和字节</translation>
    </message>
    <message>
        <source>the messenger&apos;s own state: no socket was asked</source>
        <translation>客户端自己的状态：没有查询套接字</translation>
    </message>
    <message>
        <source>SHA-256 of the public key that the server proved to have. Its window shows the same: compare them the first time.</source>
        <translation>服务器证明自己拥有的公钥的 SHA-256。服务器窗口显示的是同一个：第一次连接时请对照。</translation>
    </message>
</context>
<context>
    <name>miniqq::client::PeoplePage</name>
    <message>
        <source>Search people</source>
        <translation>搜索联系人</translation>
    </message>
    <message>
        <source>People</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Nobody of that name</source>
        <translation>没有找到这个人</translation>
    </message>
    <message>
        <source>No name and no account contains what you typed.</source>
        <translation>没有名称或账号包含你输入的内容。</translation>
    </message>
    <message>
        <source>Nobody else is here yet</source>
        <translation>这里还没有别人</translation>
    </message>
    <message>
        <source>Whoever registers on this server appears here.</source>
        <translation>在这台服务器上注册的人会出现在这里。</translation>
    </message>
    <message>
        <source>Nobody is known yet</source>
        <translation>还不知道有谁</translation>
    </message>
    <message>
        <source>People appear here once you are connected.</source>
        <translation>连接后，联系人会出现在这里。</translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation>显示所有人</translation>
    </message>
</context>
<context>
    <name>miniqq::client::PresenceText</name>
    <message>
        <source>online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>invisible</source>
        <translation>隐身</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>last here at %1</source>
        <translation>最后在线 %1</translation>
    </message>
    <message>
        <source>last here on %1</source>
        <translation>最后在线 %1</translation>
    </message>
</context>
<context>
    <name>miniqq::client::Rail</name>
    <message>
        <source>Chats</source>
        <translation>聊天</translation>
    </message>
    <message>
        <source>People</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Network view (F12)</source>
        <translation>网络视图（F12）</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Network Lab (Ctrl+3)</source>
        <translation>网络实验室（Ctrl+3）</translation>
    </message>
</context>
<context>
    <name>miniqq::client::SignInWindow</name>
    <message>
        <source>Type the name of your account</source>
        <translation>请输入账号名</translation>
    </message>
    <message>
        <source>Type your password</source>
        <translation>请输入密码</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Sign in instead</source>
        <translation>改为登录</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>注册</translation>
    </message>
    <message>
        <source>Looking up the address…</source>
        <translation>正在查找地址…</translation>
    </message>
    <message>
        <source>Connecting (TCP)…</source>
        <translation>正在连接（TCP）…</translation>
    </message>
    <message>
        <source>Agreeing on encryption (TLS)…</source>
        <translation>正在协商加密（TLS）…</translation>
    </message>
    <message>
        <source>Greeting the server…</source>
        <translation>正在与服务器打招呼…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>The server window opens. Then register here.</source>
        <translation>服务器窗口即将打开。然后在这里注册。</translation>
    </message>
    <message>
        <source>The server could not be started</source>
        <translation>服务器无法启动</translation>
    </message>
    <message>
        <source>Install miniqq-server beside miniqq.</source>
        <translation>请把 miniqq-server 安装在 miniqq 旁边。</translation>
    </message>
    <message>
        <source>Your own network, your own chat</source>
        <translation>自己的网络，自己的聊天</translation>
    </message>
    <message>
        <source>Used before</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>Encrypted (TLS)</source>
        <translation>加密（TLS）</translation>
    </message>
    <message>
        <source>Not encrypted: everyone on the way can read your messages and your password.</source>
        <translation>未加密：途中的任何人都能读到你的消息和密码。</translation>
    </message>
    <message>
        <source>Start a server on this computer…</source>
        <translation>在这台电脑上启动服务器…</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Name to show (may be left empty)</source>
        <translation>显示的名字（可以不填）</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
</context>
<context>
    <name>miniqq::client::TypingStrip</name>
    <message>
        <source>%1 is typing</source>
        <translation>%1正在输入</translation>
    </message>
    <message>
        <source>%1 and %2 are typing</source>
        <translation>%1和%2正在输入</translation>
    </message>
    <message numerus="yes">
        <source>%n people are typing</source>
        <translation>
            <numerusform>%n 个人正在输入</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::AddressCardView</name>
    <message>
        <source>The system was asked: getifaddrs() and the routing table.</source>
        <translation>询问系统得到：getifaddrs() 和路由表。</translation>
    </message>
    <message>
        <source>It follows from the digits of the address alone.</source>
        <translation>只由地址的数字推出。</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all forms and notes</source>
        <translation>显示所有写法和说明</translation>
    </message>
    <message>
        <source>Address card</source>
        <translation>地址卡</translation>
    </message>
    <message>
        <source>Any address: 192.168.1.20/24, 3232235796, C0 A8 01 14, ::1, 52:54:00:12:34:56</source>
        <translation>任意地址：192.168.1.20/24、3232235796、C0 A8 01 14、：:1、52:54:00:12:34:56</translation>
    </message>
    <message>
        <source>Addresses of this machine</source>
        <translation>本机的地址</translation>
    </message>
    <message>
        <source>This machine&apos;s</source>
        <translation>本机的</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::AddressPage</name>
    <message>
        <source>Addresses and ports</source>
        <translation>地址与端口</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::AddressWords</name>
    <message>
        <source>&quot;/%1&quot; is no prefix of an IPv6 address: it counts one bits, from /0 to /128.</source>
        <translation>“/%1”不是 IPv6 地址的前缀：前缀是 1 比特的个数，从 /0 到 /128。</translation>
    </message>
    <message>
        <source>That is more than an address, a mask and one other address: &quot;%1&quot;.</source>
        <translation>除了一个地址、一个掩码和另一个地址以外，还多了“%1”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a name, not an address: resolve it to see its addresses.</source>
        <translation>“%1”是名字，不是地址：先解析它，才能看到它的地址。</translation>
    </message>
    <message>
        <source>There is no address: nothing was typed.</source>
        <translation>没有地址：什么也没有输入。</translation>
    </message>
    <message>
        <source>This is too long for an address or a name.</source>
        <translation>作为地址或名字，这太长了。</translation>
    </message>
    <message>
        <source>The bracket is not closed: write [::1]:80.</source>
        <translation>方括号没有闭合：请写成 [::1]:80。</translation>
    </message>
    <message>
        <source>After ] only a colon and a port may follow: write [::1]:80.</source>
        <translation>] 后面只能跟冒号和端口：请写成 [::1]:80。</translation>
    </message>
    <message>
        <source>dotted decimal, as usual</source>
        <translation>点分十进制，通常的写法</translation>
    </message>
    <message>
        <source>one decimal number: the 32 bits as they are</source>
        <translation>一个十进制整数：32 个比特直接当作一个数</translation>
    </message>
    <message>
        <source>one hexadecimal number</source>
        <translation>一个十六进制数</translation>
    </message>
    <message>
        <source>4 bytes in hexadecimal</source>
        <translation>十六进制的 4 个字节</translation>
    </message>
    <message>
        <source>32 bits</source>
        <translation>32 个比特</translation>
    </message>
    <message>
        <source>4 groups of 8 bits</source>
        <translation>4 组，每组 8 个比特</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Set aside for</source>
        <translation>保留用途</translation>
    </message>
    <message>
        <source>Registry entry</source>
        <translation>登记表条目</translation>
    </message>
    <message>
        <source>Defined in</source>
        <translation>定义于</translation>
    </message>
    <message>
        <source>Reaches</source>
        <translation>送达范围</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>%1: the leading bits are %2</source>
        <translation>%1 类：最高位是 %2</translation>
    </message>
    <message>
        <source>Leading bits</source>
        <translation>最高位</translation>
    </message>
    <message>
        <source>Addresses of the class</source>
        <translation>该类的地址范围</translation>
    </message>
    <message>
        <source>Network part by class</source>
        <translation>按类别的网络部分</translation>
    </message>
    <message>
        <source>Host part by class</source>
        <translation>按类别的主机部分</translation>
    </message>
    <message>
        <source>Networks of the class</source>
        <translation>该类的网络数</translation>
    </message>
    <message>
        <source>Hosts in each</source>
        <translation>每个网络的主机数</translation>
    </message>
    <message>
        <source>the name of the network itself: no machine may have it</source>
        <translation>网络本身的名称：任何机器都不能用它</translation>
    </message>
    <message>
        <source>the broadcast address of the network: reaches all of it</source>
        <translation>该网络的广播地址：送达网内所有机器</translation>
    </message>
    <message>
        <source>a machine of the network</source>
        <translation>网络中的一台机器</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>Prefix length</source>
        <translation>前缀长度</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Host part</source>
        <translation>主机部分</translation>
    </message>
    <message>
        <source>Broadcast</source>
        <translation>广播地址</translation>
    </message>
    <message>
        <source>First host</source>
        <translation>第一台主机</translation>
    </message>
    <message>
        <source>Last host</source>
        <translation>最后一台主机</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机数</translation>
    </message>
    <message>
        <source>This address is</source>
        <translation>这个地址是</translation>
    </message>
    <message>
        <source>Other address</source>
        <translation>另一个地址</translation>
    </message>
    <message>
        <source>Same subnet</source>
        <translation>同一子网</translation>
    </message>
    <message>
        <source>yes: both have %1, so they talk directly</source>
        <translation>是：两者的网络都是 %1，可以直接通信</translation>
    </message>
    <message>
        <source>no: the other has %1, so the way goes through the gateway</source>
        <translation>否：另一个的网络是 %1，所以要经过网关</translation>
    </message>
    <message>
        <source>Classes are history: since 1993 the mask says where the network part ends (CIDR).</source>
        <translation>分类是历史了：从 1993 年起，网络部分到哪里为止由掩码决定（CIDR）。</translation>
    </message>
    <message>
        <source>All of 127.0.0.0/8 is this machine, not only 127.0.0.1.</source>
        <translation>整个 127.0.0.0/8 都是本机，不只是 127.0.0.1。</translation>
    </message>
    <message>
        <source>Was a port meant? As an address this number is %1.</source>
        <translation>想输入的是端口吗？作为地址，这个数是 %1。</translation>
    </message>
    <message>
        <source>/31 is a line between two machines: both addresses are hosts (RFC 3021).</source>
        <translation>/31 是两台机器之间的一条线路：两个地址都是主机（RFC 3021）。</translation>
    </message>
    <message>
        <source>To send to it, say through which interface: fe80::1%eth0. Every link has the same fe80::/10.</source>
        <translation>向它发送时要说明经过哪个网卡：fe80::1%eth0。每条链路都有同样的 fe80::/10。</translation>
    </message>
    <message>
        <source>Its scope is global although it stays private: the number is meant to be unique in the world.</source>
        <translation>它虽然是私有的，作用域却是全球：这个数应当在全世界唯一。</translation>
    </message>
    <message>
        <source>IPv6 has a single loopback address; IPv4 has a whole block of them.</source>
        <translation>IPv6 只有一个回环地址；IPv4 有一整块。</translation>
    </message>
    <message>
        <source>Address family</source>
        <translation>地址族</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>写法</translation>
    </message>
    <message>
        <source>Dotted</source>
        <translation>点分</translation>
    </message>
    <message>
        <source>Integer</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>Hexadecimal</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>Short form (RFC 5952)</source>
        <translation>缩写（RFC 5952）</translation>
    </message>
    <message>
        <source>Full form</source>
        <translation>完整写法</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>网卡</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>作用域</translation>
    </message>
    <message>
        <source>Carries the IPv4 address</source>
        <translation>内含的 IPv4 地址</translation>
    </message>
    <message>
        <source>Made from the hardware address</source>
        <translation>由硬件地址生成</translation>
    </message>
    <message>
        <source>Hardware address (MAC)</source>
        <translation>硬件地址（MAC）</translation>
    </message>
    <message>
        <source>Given by</source>
        <translation>分配者</translation>
    </message>
    <message>
        <source>software (virtual machine, privacy setting)</source>
        <translation>软件（虚拟机、隐私设置）</translation>
    </message>
    <message>
        <source>the maker: %1</source>
        <translation>厂商：%1</translation>
    </message>
    <message>
        <source>It counts on the own link only: each router on the way writes new ones into the frame, while the IP addresses stay.</source>
        <translation>它只在本链路上有效：途中每个路由器都会在帧里写上新的 MAC 地址，而 IP 地址不变。</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Kind of port</source>
        <translation>端口种类</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>A tutorial prints 1677214 hosts for class A: a digit is missing. 2^24 - 2 = 16777214. Its 126 networks leave out 0 (this network) and 127 (loopback).</source>
        <translation>有教程写 A 类每个网络有 1677214 台主机：少了一位数字。2^24 - 2 = 16777214。所说的 126 个网络不含 0（本网络）和 127（回环）。</translation>
    </message>
    <message>
        <source>A tutorial lets class B begin at 128.1.0.1, because 128.0 was once reserved; but the 16384 networks it counts include 128.0, and today 128.0.0.0/16 is in use.</source>
        <translation>有教程说 B 类从 128.1.0.1 开始，因为 128.0 曾被保留；但它所数的 16384 个网络包含 128.0，而且今天 128.0.0.0/16 已在使用。</translation>
    </message>
    <message>
        <source>A tutorial lets class C begin at 192.0.1.1, because 192.0.0 was once reserved; but the 2097152 networks it counts include 192.0.0.</source>
        <translation>有教程说 C 类从 192.0.1.1 开始，因为 192.0.0 曾被保留；但它所数的 2097152 个网络包含 192.0.0。</translation>
    </message>
    <message>
        <source>A tutorial begins the groups at 224.0.0.1; 224.0.0.0 is reserved but of class D all the same, and the last one is 239.255.255.255, not .254: a group has no broadcast.</source>
        <translation>有教程说组播从 224.0.0.1 开始；224.0.0.0 虽被保留，却同样属于 D 类，而最后一个是 239.255.255.255，不是 .254：组播没有广播地址。</translation>
    </message>
    <message>
        <source>The mask is missing: write /24 or 255.255.255.0.</source>
        <translation>缺少掩码：请写 /24 或 255.255.255.0。</translation>
    </message>
    <message>
        <source>&quot;/%1&quot; is no mask of an IPv4 address: it counts one bits, from /0 to /32.</source>
        <translation>“/%1”不是 IPv4 地址的掩码：它是 1 比特的个数，从 /0 到 /32。</translation>
    </message>
    <message>
        <source>The mask is not readable. %1</source>
        <translation>掩码无法识别。%1</translation>
    </message>
    <message>
        <source>%1 is a mask the wrong way round (a wildcard of access lists); the mask is %2 (/%3).</source>
        <translation>%1 是反过来的掩码（访问控制列表的通配符）；掩码应是 %2(/%3)。</translation>
    </message>
    <message>
        <source>%1 is no mask: its one bits do not all stand at the left (%2).</source>
        <translation>%1 不是掩码：它的 1 比特没有都排在左边（%2）。</translation>
    </message>
    <message>
        <source>An IPv4 address is a number from 0 to 4294967295 (32 bits); this is larger.</source>
        <translation>IPv4 地址是 0 到 4294967295 的数（32 比特）；这个数更大。</translation>
    </message>
    <message>
        <source>Old programs (inet_aton) would take it for %1.</source>
        <translation>老程序（inet_aton）会把它当作 %1。</translation>
    </message>
    <message>
        <source>Between two dots stands nothing: an IPv4 address has 4 groups of digits.</source>
        <translation>两个点之间是空的：IPv4 地址有 4 组数字。</translation>
    </message>
    <message>
        <source>The group &quot;%1&quot; is hexadecimal; an IPv4 address is written in decimal.</source>
        <translation>“%1”这一组是十六进制；IPv4 地址用十进制书写。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no group of an IPv4 address: only digits may stand there.</source>
        <translation>“%1”不能作为 IPv4 地址的一组：这里只能是数字。</translation>
    </message>
    <message>
        <source>An IPv4 address has 4 groups with dots between them; this has %1.</source>
        <translation>IPv4 地址有 4 组，中间用点隔开；这里有 %1 组。</translation>
    </message>
    <message>
        <source>The group &quot;%1&quot; begins with 0: some programs would read it as octal.</source>
        <translation>“%1”这一组以 0 开头：有的程序会当作八进制。</translation>
    </message>
    <message>
        <source>Each group of an IPv4 address is 0 to 255; &quot;%1&quot; is larger.</source>
        <translation>IPv4 地址每组是 0 到 255；“%1”太大了。</translation>
    </message>
    <message>
        <source>More than 4 groups.</source>
        <translation>超过 4 组。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number that fits.</source>
        <translation>“%1”不是合适的数。</translation>
    </message>
    <message>
        <source>This is too long for an IPv4 address.</source>
        <translation>作为 IPv4 地址，这太长了。</translation>
    </message>
    <message>
        <source>After 0b only the digits 0 and 1 may follow.</source>
        <translation>0b 后面只能是数字 0 和 1。</translation>
    </message>
    <message>
        <source>After 0x only hexadecimal digits (0-9, a-f) may follow.</source>
        <translation>0x 后面只能是十六进制数字（0-9、a-f）。</translation>
    </message>
    <message>
        <source>The number begins with 0: some programs would read it as octal.</source>
        <translation>这个数以 0 开头：有的程序会当作八进制。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no IPv4 address: that would be 4 groups from 0 to 255 with dots between them, such as 192.168.0.1.</source>
        <translation>“%1”不是 IPv4 地址：应当是 4 组 0 到 255 的数，中间用点隔开，例如 192.168.0.1。</translation>
    </message>
    <message>
        <source>A single colon stands at an end, or three follow each other; only &quot;::&quot; stands for groups of zeros.</source>
        <translation>开头或结尾有单个冒号，或者三个冒号连在一起；只有“：：”能代表若干组零。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no group of an IPv6 address: only 0-9 and a-f may stand there.</source>
        <translation>“%1”不能作为 IPv6 地址的一组：这里只能是 0-9 和 a-f。</translation>
    </message>
    <message>
        <source>The group &quot;%1&quot; has more than 4 hexadecimal digits (16 bits).</source>
        <translation>“%1”这一组超过了 4 位十六进制数字（16 比特）。</translation>
    </message>
    <message>
        <source>This is too long for an IPv6 address.</source>
        <translation>作为 IPv6 地址，这太长了。</translation>
    </message>
    <message>
        <source>After % stands the name or number of an interface, such as fe80::1%eth0.</source>
        <translation>% 后面应是网卡的名称或编号，例如 fe80::1%eth0。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no IPv6 address: those have colons.</source>
        <translation>“%1”不是 IPv6 地址：IPv6 地址有冒号。</translation>
    </message>
    <message>
        <source>&quot;::&quot; may stand only once: twice, nobody knows how many zeros each stands for.</source>
        <translation>“：：”只能出现一次：出现两次就无法知道各代表几组零。</translation>
    </message>
    <message>
        <source>An IPv6 address has 8 groups, or &quot;::&quot; for the missing ones; this has %1.</source>
        <translation>IPv6 地址有 8 组，缺少的用“：：”代替；这里有 %1 组。</translation>
    </message>
    <message>
        <source>Beside &quot;::&quot; there may be at most 7 groups; these are %1.</source>
        <translation>除“：：”外最多 7 组；这里有 %1 组。</translation>
    </message>
    <message>
        <source>global: reachable from the Internet, if no firewall forbids it</source>
        <translation>公网：只要防火墙不禁止，互联网上就能访问</translation>
    </message>
    <message>
        <source>not an address</source>
        <translation>不是地址</translation>
    </message>
    <message>
        <source>reserved: not given out</source>
        <translation>保留：未分配</translation>
    </message>
    <message>
        <source>unspecified: to bind to it means every address of this machine; nobody has it</source>
        <translation>未指定：绑定到它表示本机的所有地址；没有机器以它为地址</translation>
    </message>
    <message>
        <source>&quot;this network&quot;: only a source address while a machine learns its own</source>
        <translation>“本网络”：只在机器获取自己的地址时用作源地址</translation>
    </message>
    <message>
        <source>loopback: this machine itself; what is sent there never leaves it</source>
        <translation>回环：本机自己；发往这里的数据不会离开本机</translation>
    </message>
    <message>
        <source>private: for local networks, behind a router; the Internet does not route it</source>
        <translation>私有：用于局域网，在路由器后面；互联网不转发它</translation>
    </message>
    <message>
        <source>unique local: IPv6&apos;s private addresses; the Internet does not route them</source>
        <translation>唯一本地：IPv6 的私有地址；互联网不转发它</translation>
    </message>
    <message>
        <source>link-local: reaches this cable or Wi-Fi only, no router passes it on</source>
        <translation>链路本地：只在这条网线或这个 Wi-Fi 内有效，路由器不转发</translation>
    </message>
    <message>
        <source>carrier-grade NAT: shared by the customers of a provider; not reachable from outside</source>
        <translation>运营商级 NAT：由运营商的用户共用；从外面无法访问</translation>
    </message>
    <message>
        <source>documentation: for books and manuals, never used by a machine</source>
        <translation>文档用：供书籍和手册举例，机器不使用</translation>
    </message>
    <message>
        <source>benchmarking: for measuring devices in a laboratory</source>
        <translation>基准测试：在实验室测量设备时使用</translation>
    </message>
    <message>
        <source>set aside for single protocols</source>
        <translation>为个别协议保留</translation>
    </message>
    <message>
        <source>global: a service that many machines offer under one address</source>
        <translation>公网：许多机器用同一个地址提供的服务</translation>
    </message>
    <message>
        <source>carries an IPv4 address through IPv6</source>
        <translation>让 IPv4 地址穿过 IPv6</translation>
    </message>
    <message>
        <source>discard only: whatever is sent there is thrown away</source>
        <translation>仅丢弃：发往那里的一切都会被扔掉</translation>
    </message>
    <message>
        <source>site-local: given up in 2004, unique local addresses took its place</source>
        <translation>站点本地：2004 年已废弃，由唯一本地地址取代</translation>
    </message>
    <message>
        <source>multicast: a group; whoever has joined it receives</source>
        <translation>组播：一个组；加入的成员都能收到</translation>
    </message>
    <message>
        <source>broadcast: everybody on this network; no router passes it on</source>
        <translation>广播：本网络中的所有机器；路由器不转发</translation>
    </message>
    <message>
        <source>reserved for future use; systems refuse to send there</source>
        <translation>保留给将来使用；系统拒绝向那里发送</translation>
    </message>
    <message>
        <source>this interface only</source>
        <translation>仅限本网卡</translation>
    </message>
    <message>
        <source>this link only</source>
        <translation>仅限本链路</translation>
    </message>
    <message>
        <source>this realm (a network technology&apos;s own area)</source>
        <translation>本领域（某种网络技术自己的范围）</translation>
    </message>
    <message>
        <source>an area an administrator has drawn</source>
        <translation>管理员划定的范围</translation>
    </message>
    <message>
        <source>this site</source>
        <translation>本站点</translation>
    </message>
    <message>
        <source>this organisation</source>
        <translation>本组织</translation>
    </message>
    <message>
        <source>global</source>
        <translation>全球</translation>
    </message>
    <message>
        <source>not assigned</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>unicast: one to one</source>
        <translation>单播：一对一</translation>
    </message>
    <message>
        <source>multicast: one to those who joined</source>
        <translation>组播：一对多，只有加入者收到</translation>
    </message>
    <message>
        <source>broadcast: one to all on the network</source>
        <translation>广播：一对网内所有机器</translation>
    </message>
    <message>
        <source>0: the kernel picks one</source>
        <translation>0：由内核挑选</translation>
    </message>
    <message>
        <source>well-known</source>
        <translation>知名端口</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>注册端口</translation>
    </message>
    <message>
        <source>dynamic</source>
        <translation>动态端口</translation>
    </message>
    <message>
        <source>Port 0 means &quot;kernel, pick one&quot; to bind(); nothing can be sent to it. The tutorials disagree: one says ports are 1-65535, another 0-65535.</source>
        <translation>对 bind() 来说，端口 0 表示“请内核挑一个”；不能向它发送。教程说法不一：一个说端口是 1-65535，另一个说 0-65535。</translation>
    </message>
    <message>
        <source>Well-known port (1-1023): given to a service by the registry.</source>
        <translation>知名端口（1-1023）：由登记机构分配给服务。</translation>
    </message>
    <message>
        <source>Registered port (1024-49151): any program may use it; the tutorials call 1024-65535 dynamic.</source>
        <translation>注册端口（1024-49151）：任何程序都可以使用；教程把 1024-65535 都叫作动态端口。</translation>
    </message>
    <message>
        <source>Dynamic port (49152-65535): by the registry nobody owns it.</source>
        <translation>动态端口（49152-65535）：按登记规定不属于任何人。</translation>
    </message>
    <message>
        <source>To bind it a program needs a privilege here (ports below %1), otherwise bind() fails with EACCES.</source>
        <translation>在这里绑定它需要特权（小于 %1 的端口），否则 bind() 会以 EACCES 失败。</translation>
    </message>
    <message>
        <source>This system gives its clients ports from %1 to %2: this one may be taken by any of them.</source>
        <translation>本系统给客户端分配 %1 到 %2 的端口：这个端口可能被任何客户端占用。</translation>
    </message>
    <message>
        <source>This system gives its clients ports from %1 to %2, not from all of 1024-65535: it will not give this one by itself.</source>
        <translation>本系统给客户端分配 %1 到 %2 的端口，而不是整个 1024-65535：它不会自动分配这个端口。</translation>
    </message>
    <message>
        <source>There is no port: nothing was typed.</source>
        <translation>没有端口：什么也没有输入。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no port: a port is a number from 0 to 65535.</source>
        <translation>“%1”不是端口：端口是 0 到 65535 的数。</translation>
    </message>
    <message>
        <source>%1 is no port: a port has 16 bits, so it is 0 to 65535.</source>
        <translation>%1 不是端口：端口有 16 比特，所以是 0 到 65535。</translation>
    </message>
    <message>
        <source>wired</source>
        <translation>有线</translation>
    </message>
    <message>
        <source>Wi-Fi</source>
        <translation>Wi-Fi</translation>
    </message>
    <message>
        <source>loopback (no card: the machine talks to itself)</source>
        <translation>回环（没有网卡：机器与自己通信）</translation>
    </message>
    <message>
        <source>virtual (bridge, tunnel, container)</source>
        <translation>虚拟（网桥、隧道、容器）</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>down: switched off</source>
        <translation>关闭：未启用</translation>
    </message>
    <message>
        <source>up</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>up, but nothing at the other end (cable, Wi-Fi)</source>
        <translation>已启用，但另一端没有连接（网线、Wi-Fi）</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Largest packet (MTU)</source>
        <translation>最大数据包（MTU）</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>There is no name: nothing was typed.</source>
        <translation>没有名字：什么也没有输入。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is an address, not a name.</source>
        <translation>“%1”是地址，不是名字。</translation>
    </message>
    <message>
        <source>A name has at most 253 characters.</source>
        <translation>名字最多 253 个字符。</translation>
    </message>
    <message>
        <source>Two dots follow each other, or the name begins with one: a part is missing.</source>
        <translation>两个点连在一起，或名字以点开头：缺少一段。</translation>
    </message>
    <message>
        <source>Each part of a name has at most 63 characters; &quot;%1...&quot; has more.</source>
        <translation>名字的每一段最多 63 个字符；“%1...”超过了。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no part of a name: letters, digits and - (not at an end) may stand there.</source>
        <translation>“%1”不能作为名字的一段：只能用字母、数字和 -（不能在两端）。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither a name nor an IPv6 address; a port is not resolved.</source>
        <translation>“%1”既不是名字，也不是 IPv6 地址；端口不参与解析。</translation>
    </message>
    <message>
        <source>%1 has no name, or no name server answers. Most private addresses have none.</source>
        <translation>%1 没有名字，或者没有域名服务器应答。私有地址大多没有名字。</translation>
    </message>
    <message>
        <source>There is no address for the name %1. Is it spelled right?</source>
        <translation>名字 %1 没有对应的地址。拼写正确吗？</translation>
    </message>
    <message>
        <source>No name server answers for %1 (%2). Is this computer online?</source>
        <translation>没有域名服务器应答 %1 的查询（%2）。这台电脑联网了吗？</translation>
    </message>
    <message>
        <source>No answer for %1 within %2 s: the name server cannot be reached. Is this computer online?</source>
        <translation>%1 的查询在 %2 秒内没有应答：无法联系到域名服务器。这台电脑联网了吗？</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>which name has this address?</source>
        <translation>这个地址叫什么名字？</translation>
    </message>
    <message>
        <source>which addresses has this name?</source>
        <translation>这个名字有哪些地址？</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 is a loopback address: the packet never leaves this machine.</source>
        <translation>%1 是回环地址：数据包不会离开本机。</translation>
    </message>
    <message>
        <source>%1 is an address of this machine: the packet takes the loopback interface and never leaves it.</source>
        <translation>%1 是本机的地址：数据包走回环接口，不会离开本机。</translation>
    </message>
    <message>
        <source>%1 is in the same subnet (the first %2 bits agree): it is sent directly, without a gateway.</source>
        <translation>%1 在同一子网（前 %2 位相同）：直接发送，不经过网关。</translation>
    </message>
    <message>
        <source>%1 is in no subnet of this machine: it goes to the default gateway %2.</source>
        <translation>%1 不在本机的任何子网中：交给默认网关 %2。</translation>
    </message>
    <message>
        <source>%1 is in no subnet of this machine; a route of %3 bits sends it to the gateway %2.</source>
        <translation>%1 不在本机的任何子网中；一条 %3 位的路由把它交给网关 %2。</translation>
    </message>
    <message>
        <source>%1 is a broadcast address: everybody on the link hears it, no router passes it on.</source>
        <translation>%1 是广播地址：链路上所有机器都能收到，路由器不转发。</translation>
    </message>
    <message>
        <source>%1 is a group: it is sent out of one interface, the members hear it.</source>
        <translation>%1 是组播组：从一个网卡发出，成员都能收到。</translation>
    </message>
    <message>
        <source>A route refuses %1 on purpose: sending fails at once.</source>
        <translation>有一条路由故意拒绝 %1：发送会立即失败。</translation>
    </message>
    <message>
        <source>%1 is in no subnet of this machine, and there is no gateway: no way leads there.</source>
        <translation>%1 不在本机的任何子网中，也没有网关：没有路可以到达。</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目的地址</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Leaves by</source>
        <translation>出口网卡</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Source address by the table (derived)</source>
        <translation>按路由表的源地址（推导）</translation>
    </message>
    <message>
        <source>Source address by the kernel (observed)</source>
        <translation>内核选择的源地址（观察）</translation>
    </message>
    <message>
        <source>The kernel says (observed)</source>
        <translation>内核的回答（观察）</translation>
    </message>
    <message>
        <source>%1 stands for no machine: one binds to it. Linux takes it for this machine when one sends there, other systems refuse.</source>
        <translation>%1 不代表任何机器：它是用来绑定的。向它发送时，Linux 当作发给本机，其他系统则拒绝。</translation>
    </message>
    <message>
        <source>Interfaces</source>
        <translation>网卡</translation>
    </message>
    <message>
        <source>this program</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>nobody any more</source>
        <translation>已无人持有</translation>
    </message>
    <message>
        <source>another user&apos;s program</source>
        <translation>其他用户的程序</translation>
    </message>
    <message>
        <source>%1 waiting to be accepted</source>
        <translation>%1 个等待接受</translation>
    </message>
    <message>
        <source>(%1 s left)</source>
        <translation>（还剩 %1 秒）</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>Unconfirmed / unread</source>
        <translation>未确认 / 未读</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Clients get ports from</source>
        <translation>客户端端口起点</translation>
    </message>
    <message>
        <source>Clients get ports up to</source>
        <translation>客户端端口终点</translation>
    </message>
    <message>
        <source>Everybody may bind ports from</source>
        <translation>普通用户可绑定的端口起点</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>套接字</translation>
    </message>
    <message>
        <source>connected: takes datagrams of one peer only</source>
        <translation>已连接：只接收一个对方的数据报</translation>
    </message>
    <message>
        <source>bound: takes datagrams of anybody</source>
        <translation>已绑定：接收任何人的数据报</translation>
    </message>
    <message>
        <source>connected: both may send</source>
        <translation>已连接：双方都可以发送</translation>
    </message>
    <message>
        <source>has called, no answer yet</source>
        <translation>已发起连接，还没有应答</translation>
    </message>
    <message>
        <source>was called, the third step of the handshake is missing</source>
        <translation>收到连接请求，还差三次握手的第三步</translation>
    </message>
    <message>
        <source>has closed; the other has not confirmed it</source>
        <translation>已关闭；对方还没有确认</translation>
    </message>
    <message>
        <source>has closed; the other has confirmed it and not closed</source>
        <translation>已关闭；对方已确认但还没有关闭</translation>
    </message>
    <message>
        <source>closed first; waits in case something is still under way</source>
        <translation>先关闭的一方；等待一段时间，以防还有数据在途中</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>the other has closed; this program has not yet</source>
        <translation>对方已关闭；本程序还没有关闭</translation>
    </message>
    <message>
        <source>both have closed; the last confirmation is missing</source>
        <translation>双方都已关闭；还差最后一次确认</translation>
    </message>
    <message>
        <source>waits for calls</source>
        <translation>等待连接</translation>
    </message>
    <message>
        <source>both closed at the same time</source>
        <translation>双方同时关闭</translation>
    </message>
    <message>
        <source>this machine (loopback)</source>
        <translation>本机（回环）</translation>
    </message>
    <message>
        <source>this machine&apos;s own address</source>
        <translation>本机自己的地址</translation>
    </message>
    <message>
        <source>the gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>the Internet</source>
        <translation>互联网</translation>
    </message>
    <message>
        <source>TCP/IP works inside this machine. That says nothing about the network card.</source>
        <translation>本机内部的 TCP/IP 正常。这并不能说明网卡的情况。</translation>
    </message>
    <message>
        <source>The address is there. The packet took the loopback interface: the cable was not tested.</source>
        <translation>地址存在。数据包走的是回环接口：并没有检验网线。</translation>
    </message>
    <message>
        <source>Network card, cable or Wi-Fi and the local network work.</source>
        <translation>网卡、网线或 Wi-Fi 以及局域网都正常。</translation>
    </message>
    <message>
        <source>The way to the Internet works.</source>
        <translation>通往互联网的路是通的。</translation>
    </message>
    <message>
        <source>This machine has no address but loopback: it is connected to no network. Plug in the cable or join a Wi-Fi.</source>
        <translation>本机除回环外没有地址：没有连接任何网络。请插上网线或连接 Wi-Fi。</translation>
    </message>
    <message>
        <source>This machine knows no gateway: it can only talk to its own subnet.</source>
        <translation>本机不知道网关：只能与自己的子网通信。</translation>
    </message>
    <message>
        <source>Nothing was asked for here.</source>
        <translation>这里没有要求测试。</translation>
    </message>
    <message>
        <source>Not even this machine answers itself: TCP/IP is broken, or a firewall blocks ICMP on it.</source>
        <translation>连本机都不应答自己：TCP/IP 有故障，或本机的防火墙拦截了 ICMP。</translation>
    </message>
    <message>
        <source>The own address does not answer: the interface may be down, or a firewall blocks ICMP.</source>
        <translation>自己的地址没有应答：网卡可能未启用，或防火墙拦截了 ICMP。</translation>
    </message>
    <message>
        <source>The gateway does not answer: check cable or Wi-Fi and whether address and mask are right. Some routers never answer ping.</source>
        <translation>网关没有应答：请检查网线或 Wi-Fi，以及地址和掩码是否正确。有些路由器从不应答 ping。</translation>
    </message>
    <message>
        <source>Nothing comes back from the Internet: the router may have no connection, or the target does not answer ping.</source>
        <translation>互联网没有任何回应：路由器可能没有联网，或目标不应答 ping。</translation>
    </message>
    <message>
        <source>Only %1 of %2 packets came back: the way works but loses packets.</source>
        <translation>%2 个包只回来了 %1 个：路是通的，但有丢包。</translation>
    </message>
    <message>
        <source>No way leads to %1 (&quot;%2&quot;): nobody has that address, or the route to it is missing.</source>
        <translation>没有路可以到达 %1（“%2”）：没有机器用这个地址，或缺少通往它的路由。</translation>
    </message>
    <message>
        <source>The name %1 has no address, or no name server answers. Try with an address: if that works, only DNS is broken.</source>
        <translation>名字 %1 没有地址，或没有域名服务器应答。请改用地址再试：如果通了，坏的只是 DNS。</translation>
    </message>
    <message>
        <source>This user may not send ICMP here, so ping says nothing about the network. Use the echo server over TCP or UDP instead.</source>
        <translation>当前用户在这里不能发送 ICMP，所以 ping 不能说明网络的情况。请改用 TCP 或 UDP 的回显服务器。</translation>
    </message>
    <message>
        <source>The program ping is not installed here. Install it (Debian: iputils-ping), or use the echo server over TCP or UDP.</source>
        <translation>这里没有安装 ping 程序。请安装它（Debian:iputils-ping），或使用 TCP 或 UDP 的回显服务器。</translation>
    </message>
    <message>
        <source>ping failed without saying why.</source>
        <translation>ping 失败，没有说明原因。</translation>
    </message>
    <message>
        <source>ping failed: %1</source>
        <translation>ping 失败：%1</translation>
    </message>
    <message>
        <source>not tried yet</source>
        <translation>尚未尝试</translation>
    </message>
    <message>
        <source>waiting for an answer</source>
        <translation>正在等待应答</translation>
    </message>
    <message>
        <source>No answer, but what lies behind it answers: it works and merely ignores ping.</source>
        <translation>没有应答，但它后面的有应答：它是正常的，只是不理会 ping。</translation>
    </message>
    <message>
        <source>Rung</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Ping ladder</source>
        <translation>ping 阶梯</translation>
    </message>
    <message>
        <source>A ladder is being climbed already.</source>
        <translation>阶梯测试正在进行。</translation>
    </message>
    <message>
        <source>The matrix is being tried already.</source>
        <translation>矩阵正在尝试中。</translation>
    </message>
    <message>
        <source>this machine dials %1</source>
        <translation>本机连接 %1</translation>
    </message>
    <message>
        <source>a neighbour dials %1</source>
        <translation>邻居机器连接 %1</translation>
    </message>
    <message>
        <source>somebody on the Internet dials %1</source>
        <translation>互联网上的机器连接 %1</translation>
    </message>
    <message>
        <source>cannot be tried from here</source>
        <translation>从这里无法尝试</translation>
    </message>
    <message>
        <source>connected in %1 (observed)</source>
        <translation>连接成功，用时 %1（观察）</translation>
    </message>
    <message>
        <source>%1 after %2 (observed)</source>
        <translation>%1，用时 %2（观察）</translation>
    </message>
    <message>
        <source>Yes: a server on %1 takes what is sent to %2.</source>
        <translation>能：绑定 %1 的服务器会收到发往 %2 的数据。</translation>
    </message>
    <message>
        <source>Refused: the packet arrives at %2, but the server listens on %1 only.</source>
        <translation>被拒绝：数据包到达 %2，但服务器只监听 %1。</translation>
    </message>
    <message>
        <source>No: nobody far away can reach %1, it counts in the own network only. The router would have to forward a port.</source>
        <translation>不能：远处无法到达 %1，它只在自己的网络里有效。需要路由器转发端口。</translation>
    </message>
    <message>
        <source>Yes, if no firewall stops it: a server on %1 takes what is sent to %2.</source>
        <translation>能，只要防火墙不拦截：绑定 %1 的服务器会收到发往 %2 的数据。</translation>
    </message>
    <message>
        <source>This machine has no such address.</source>
        <translation>本机没有这样的地址。</translation>
    </message>
    <message>
        <source>Server binds to</source>
        <translation>服务器绑定到</translation>
    </message>
    <message>
        <source>Who dials</source>
        <translation>谁来连接</translation>
    </message>
    <message>
        <source>By rule (derived)</source>
        <translation>按规则（推导）</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Who reaches whom</source>
        <translation>谁能连到谁</translation>
    </message>
    <message>
        <source>A chance is a number from 0 to 1; %1 is not.</source>
        <translation>概率是 0 到 1 的数；%1 不是。</translation>
    </message>
    <message>
        <source>A delay is 0 to 60000 ms; %1 is not.</source>
        <translation>延迟是 0 到 60000 毫秒；%1 不是。</translation>
    </message>
    <message>
        <source>unspecified</source>
        <translation>未指定</translation>
    </message>
    <message>
        <source>loopback</source>
        <translation>回环</translation>
    </message>
    <message>
        <source>private</source>
        <translation>私有</translation>
    </message>
    <message>
        <source>unique local</source>
        <translation>唯一本地</translation>
    </message>
    <message>
        <source>link-local</source>
        <translation>链路本地</translation>
    </message>
    <message>
        <source>carrier-grade NAT</source>
        <translation>运营商级 NAT</translation>
    </message>
    <message>
        <source>multicast</source>
        <translation>组播</translation>
    </message>
    <message>
        <source>broadcast</source>
        <translation>广播</translation>
    </message>
    <message>
        <source>reserved</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>not routed on the Internet</source>
        <translation>互联网不转发</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>up, but nothing at the other end</source>
        <translation>已启用，但对端没有连接</translation>
    </message>
    <message>
        <source>%1, an address of this machine; %2</source>
        <translation>%1，本机的地址；%2</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>硬件地址</translation>
    </message>
    <message>
        <source>%1, only for other networks</source>
        <translation>%1，只用于其他网络</translation>
    </message>
    <message>
        <source>class %1 by its bits %2</source>
        <translation>%1 类（前几位是 %2）</translation>
    </message>
    <message>
        <source>Usable hosts</source>
        <translation>可用主机</translation>
    </message>
    <message>
        <source>%1, broadcast %2</source>
        <translation>%1 台，广播 %2</translation>
    </message>
    <message>
        <source>%1, no broadcast</source>
        <translation>%1 台，没有广播地址</translation>
    </message>
    <message>
        <source>a group</source>
        <translation>一组</translation>
    </message>
    <message>
        <source>one card</source>
        <translation>一块网卡</translation>
    </message>
    <message>
        <source>another user</source>
        <translation>其他用户</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 个等待</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 B unread</source>
        <translation>%1 B 未读</translation>
    </message>
    <message>
        <source>%1 B unconfirmed</source>
        <translation>%1 B 未确认</translation>
    </message>
    <message>
        <source>local address %1</source>
        <translation>本地地址 %1</translation>
    </message>
    <message>
        <source>peer %1</source>
        <translation>对端 %1</translation>
    </message>
    <message>
        <source>held by: %1</source>
        <translation>持有者：%1</translation>
    </message>
    <message>
        <source>service: %1</source>
        <translation>服务：%1</translation>
    </message>
    <message>
        <source>free in %1 s</source>
        <translation>%1 秒后释放</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>no way in</source>
        <translation>进不来</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>未尝试</translation>
    </message>
    <message>
        <source>loopback only</source>
        <translation>只限回环</translation>
    </message>
    <message>
        <source>every interface</source>
        <translation>所有网卡</translation>
    </message>
    <message>
        <source>one interface</source>
        <translation>一块网卡</translation>
    </message>
    <message>
        <source>IPv6 loopback</source>
        <translation>IPv6 回环</translation>
    </message>
    <message>
        <source>all, IPv4 too</source>
        <translation>全部，含 IPv4</translation>
    </message>
    <message>
        <source>after %1 s</source>
        <translation>%1 秒后</translation>
    </message>
    <message>
        <source>by rule</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>unless a firewall</source>
        <translation>除非有防火墙</translation>
    </message>
    <message>
        <source>private + NAT</source>
        <translation>私有 + NAT</translation>
    </message>
    <message>
        <source>not routed</source>
        <translation>不被转发</translation>
    </message>
    <message>
        <source>no such address</source>
        <translation>没有这个地址</translation>
    </message>
    <message>
        <source>But when it was tried: %1 (%2).</source>
        <translation>但实际尝试的结果是：%1（%2）。</translation>
    </message>
    <message>
        <source>+ firewall drops</source>
        <translation>+ 防火墙丢弃</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>没有回答</translation>
    </message>
    <message>
        <source>A firewall drops the packet without a word: who dials waits until its own patience ends. A refusal would come at once.</source>
        <translation>防火墙一声不响地丢掉数据包：拨号方只能等到自己不耐烦为止。如果是拒绝，马上就会收到。</translation>
    </message>
    <message>
        <source>What stays within this machine does not meet the firewall.</source>
        <translation>留在本机内部的数据不经过防火墙。</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Same LAN</source>
        <translation>同一局域网</translation>
    </message>
    <message>
        <source>The Internet</source>
        <translation>互联网</translation>
    </message>
    <message>
        <source>LAN address</source>
        <translation>局域网地址</translation>
    </message>
    <message>
        <source>Send 1 to %1 datagrams; %2 are not possible here.</source>
        <translation>请发送 1 到 %1 个数据报；这里不能发 %2 个。</translation>
    </message>
    <message>
        <source>The gap between two datagrams is 0 to 1000 ms; %1 is not.</source>
        <translation>两个数据报之间的间隔是 0 到 1000 毫秒；%1 不行。</translation>
    </message>
    <message>
        <source>%1 of %2 arrived</source>
        <translation>%2 个中到达 %1 个</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>丢失 %1 个</translation>
    </message>
    <message>
        <source>%1 came twice</source>
        <translation>%1 个来了两次</translation>
    </message>
    <message>
        <source>%1 damaged</source>
        <translation>%1 个损坏</translation>
    </message>
    <message>
        <source>%1 overtaken by a later one</source>
        <translation>%1 个被后来者超过</translation>
    </message>
    <message>
        <source>Everything came, once, whole and in order. Nobody promised that: raise a chance.</source>
        <translation>全都到了，各一次，完整而且有序。可没人保证过这一点：调高一个概率试试。</translation>
    </message>
    <message>
        <source>A UDP program sees just this.</source>
        <translation>UDP 程序看到的就是这样。</translation>
    </message>
    <message>
        <source>Lost ones it never hears of; TCP would send them again after a while.</source>
        <translation>丢了的它永远不知道；TCP 过一会儿会重发。</translation>
    </message>
    <message>
        <source>Repeated ones it would handle twice; TCP drops them by their sequence number.</source>
        <translation>重复的它会处理两遍；TCP 按序号丢掉。</translation>
    </message>
    <message>
        <source>Their order is the one of arrival; TCP holds the early ones back until the gap is filled.</source>
        <translation>顺序就是到达的顺序；TCP 会把早到的先留着，等缺口补上。</translation>
    </message>
    <message>
        <source>Damaged ones the checksum finds: UDP throws them away silently, TCP asks for them again.</source>
        <translation>损坏的由校验和发现：UDP 默默丢掉，TCP 则等对方重发。</translation>
    </message>
    <message>
        <source>The hub repeats the bits on every other port: %1 hear it, as they were meant to.</source>
        <translation>集线器把比特原样重复到其他每个端口：%1 都听到，本来就该如此。</translation>
    </message>
    <message>
        <source>The hub knows no addresses: it repeats the bits on every other port. %1 hear a frame that is for %2 alone; the others&apos; network cards throw it away, or listen in.</source>
        <translation>集线器不认识地址：它把比特重复到其他每个端口。本来只给 %2 的帧，%1 都听到；其他机器的网卡会丢掉它，或者偷听。</translation>
    </message>
    <message>
        <source>The switch reads the sender&apos;s address and notes: %1 is behind port %2.</source>
        <translation>交换机读出发送方的地址并记下：%1 在 %2 号端口后面。</translation>
    </message>
    <message>
        <source>The frame is for everybody (ff:ff:ff:ff:ff:ff): it goes out of all other ports.</source>
        <translation>这一帧发给所有人（ff:ff:ff:ff:ff:ff）：从其他所有端口送出。</translation>
    </message>
    <message>
        <source>It knows where %1 is and gives the frame to that port only: nobody else hears it.</source>
        <translation>它知道 %1 在哪里，只把帧交给那个端口：别人听不到。</translation>
    </message>
    <message>
        <source>It does not know yet where %1 is, so it floods: all other ports get the frame. As soon as %1 answers, it will know.</source>
        <translation>它还不知道 %1 在哪里，于是泛洪：其他端口都收到这一帧。等 %1 一回答，它就知道了。</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>What a machine sends to itself never reaches the cable.</source>
        <translation>机器发给自己的数据不会上网线。</translation>
    </message>
    <message>
        <source>router %1</source>
        <translation>路由器 %1</translation>
    </message>
    <message>
        <source>Router %1 takes the last one off the time to live: 0 is left, so it throws the packet away and tells A &quot;time exceeded&quot;. That is how traceroute finds the routers one by one, and why no packet runs in circles for ever.</source>
        <translation>路由器 %1 减去生存时间的最后一个 1：剩下 0，于是丢掉数据包，并告诉 A“超时”。traceroute 就是这样一个一个找出路由器的，数据包也因此不会永远兜圈子。</translation>
    </message>
    <message>
        <source>Same network: A asks by ARP for B&apos;s hardware address and sends directly. No router, and the time to live stays as it is.</source>
        <translation>同一网络：A 用 ARP 询问 B 的硬件地址，然后直接发送。不经过路由器，生存时间不变。</translation>
    </message>
    <message>
        <source>The addresses of the packet stay from end to end (%1 → %2). The frame&apos;s addresses are new on every link, and each router takes one off the time to live: %3 arrive as %4.</source>
        <translation>数据包的地址从头到尾不变（%1 → %2）。帧的地址在每段链路上都是新的，每个路由器把生存时间减 1：%3 到达时是 %4。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::Advice</name>
    <message>
        <source>another socket has this port, or one that was closed a moment ago is in TIME_WAIT. Choose another port, end the other program, or wait a minute.</source>
        <translation>另一个套接字占用了该端口，或者刚关闭的连接还处于 TIME_WAIT 状态。请换一个端口、结束那个程序，或等一分钟。</translation>
    </message>
    <message>
        <source>this computer does not have that address. Use one of its own, or 0.0.0.0 for all.</source>
        <translation>本机没有这个地址。请使用本机的地址，或用 0.0.0.0 表示全部。</translation>
    </message>
    <message>
        <source>ports below 1024 are for the administrator. Choose a port from 1024 up.</source>
        <translation>1024 以下的端口只有管理员才能使用。请选择 1024 及以上的端口。</translation>
    </message>
    <message>
        <source>nothing listens there. Start the server first, or check address and port.</source>
        <translation>那里没有程序在监听。请先启动服务器，或检查地址和端口。</translation>
    </message>
    <message>
        <source>no answer at all. The computer is off, a firewall drops the packets, or the server&apos;s queue is full.</source>
        <translation>完全没有回应。对方电脑未开机、防火墙丢弃了数据包，或服务器的等待队列已满。</translation>
    </message>
    <message>
        <source>this computer has no free port, or the address cannot be dialled. Check the address.</source>
        <translation>本机没有空闲端口，或该地址无法连接。请检查地址。</translation>
    </message>
    <message>
        <source>this is a broadcast address. Switch SO_BROADCAST on (--broadcast).</source>
        <translation>这是广播地址。请打开 SO_BROADCAST(--broadcast)。</translation>
    </message>
    <message>
        <source>there is no such file or folder. Check the name.</source>
        <translation>没有这个文件或文件夹。请检查名称。</translation>
    </message>
    <message>
        <source>you are not allowed to. Choose a file or folder of your own.</source>
        <translation>没有权限。请选择自己的文件或文件夹。</translation>
    </message>
    <message>
        <source>this is a folder. Name a file.</source>
        <translation>这是一个文件夹。请指定一个文件。</translation>
    </message>
    <message>
        <source>the other side closed the connection, nobody is left to read. Connect again.</source>
        <translation>对方已关闭连接，没有人再读取数据。请重新连接。</translation>
    </message>
    <message>
        <source>the other side broke the connection off: it crashed, or closed with data unread.</source>
        <translation>对方重置了连接：它崩溃了，或在还有未读数据时关闭。</translation>
    </message>
    <message>
        <source>nobody has this port: an earlier datagram came back. Start the receiver first.</source>
        <translation>没有程序使用该端口：先前的数据报被退回。请先启动接收方。</translation>
    </message>
    <message>
        <source>there is no way to that network. Check the address and the network connection.</source>
        <translation>没有通往该网络的路由。请检查地址和网络连接。</translation>
    </message>
    <message>
        <source>raw sockets see everybody&apos;s packets, so only the administrator may have them.</source>
        <translation>原始套接字能看到所有人的数据包，因此只有管理员才能使用。</translation>
    </message>
    <message>
        <source>too long for one datagram: 65507 bytes are the most over IPv4. Send less.</source>
        <translation>超过一个数据报的长度：IPv4 上最多 65507 字节。请减少数据。</translation>
    </message>
    <message>
        <source>this socket is connected to nobody. Connect it first; a listening socket never is.</source>
        <translation>该套接字没有连接到任何一方。请先连接；监听套接字永远不会处于连接状态。</translation>
    </message>
    <message>
        <source>the address is of another family than the socket. Use IPv4 with IPv4, IPv6 with IPv6.</source>
        <translation>地址与套接字的地址族不同。IPv4 配 IPv4,IPv6 配 IPv6。</translation>
    </message>
    <message>
        <source>there is no such network interface or address here. Look them up with: interfaces</source>
        <translation>本机没有这个网络接口或地址。可用 interfaces 命令查看。</translation>
    </message>
    <message>
        <source>this program has too many files and sockets open. Close some.</source>
        <translation>本程序打开的文件和套接字太多。请关闭一些。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::BenchWords</name>
    <message>
        <source>byte %1</source>
        <translation>字节 %1</translation>
    </message>
    <message>
        <source>bytes %1 to %2</source>
        <translation>字节 %1 到 %2</translation>
    </message>
    <message>
        <source>%1: %2 is %3</source>
        <translation>%1：%2 是 %3</translation>
    </message>
    <message>
        <source>%1: %2 is no character (%3)</source>
        <translation>%1：%2 不成字（%3）</translation>
    </message>
    <message>
        <source>%1: %2 only begins a character (%3)</source>
        <translation>%1：%2 只是字的开头（%3）</translation>
    </message>
    <message numerus="yes">
        <source>waits for %n byte(s)…</source>
        <translation>
            <numerusform>等 %n 字节…</numerusform>
        </translation>
    </message>
    <message>
        <source>decodes</source>
        <translation>能解</translation>
    </message>
    <message>
        <source>correct: nothing is left over</source>
        <translation>正确：没有剩余</translation>
    </message>
    <message>
        <source>correct</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>correct: keeps %1 for the next time</source>
        <translation>正确：留下 %1 等下一次</translation>
    </message>
    <message>
        <source>incomplete: one odd byte at the end</source>
        <translation>不完整：末尾多一个字节</translation>
    </message>
    <message>
        <source>incomplete: half a character at the end</source>
        <translation>不完整：末尾半个字</translation>
    </message>
    <message>
        <source>decodes, but not to the text</source>
        <translation>能解，但不是原文</translation>
    </message>
    <message>
        <source>decodes, but to the wrong characters</source>
        <translation>能解，但是乱码</translation>
    </message>
    <message>
        <source>not %1</source>
        <translation>不是 %1</translation>
    </message>
    <message>
        <source>锟斤拷 is U+FFFD twice, written as UTF-8 and read as GBK: the text was lost before.</source>
        <translation>“锟斤拷”是两个 U+FFFD 写成 UTF-8，又按 GBK 读出来的：原文在这之前就丢了。</translation>
    </message>
    <message>
        <source>Incremental</source>
        <translation>增量解码</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>byte %1: %2, decimal %3</source>
        <translation>字节 %1：%2，十进制 %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>wrong characters, the last one cut</source>
        <translation>字不对，最后一个还被切断</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::BitsView</name>
    <message numerus="yes">
        <source>network by class · %n bit(s)</source>
        <translation>
            <numerusform>按类划分的网络 · %n 位</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>network · %n bit(s)</source>
        <translation>
            <numerusform>网络 · %n 位</numerusform>
        </translation>
    </message>
    <message>
        <source>no network and host part</source>
        <translation>没有网络部分和主机部分</translation>
    </message>
    <message numerus="yes">
        <source>host · %n bit(s)</source>
        <translation>
            <numerusform>主机 · %n 位</numerusform>
        </translation>
    </message>
    <message>
        <source>Bits of the address</source>
        <translation>地址的各位</translation>
    </message>
    <message>
        <source>The underlined bits tell the class; the mask, where one is known, tells where the network part ends.</source>
        <translation>带下划线的几位决定类别；知道掩码时，由掩码决定网络部分到哪里为止。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ByteRulerCard</name>
    <message>
        <source>Byte ruler</source>
        <translation>字节尺</translation>
    </message>
    <message>
        <source>Byte ruler · %1 → %2</source>
        <translation>字节尺 · %1 → %2</translation>
    </message>
    <message>
        <source>every block is a call that was made and the bytes it moved</source>
        <translation>每一块都是一次真实的调用和它搬动的字节</translation>
    </message>
    <message>
        <source>application messages</source>
        <translation>应用消息</translation>
    </message>
    <message>
        <source>kernel reads</source>
        <translation>内核读取</translation>
    </message>
    <message>
        <source>decoded</source>
        <translation>解码结果</translation>
    </message>
    <message>
        <source>from byte %1</source>
        <translation>从字节 %1 起</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ByteRulerView</name>
    <message>
        <source>Bytes appear here as they are sent and read.</source>
        <translation>收发的字节会出现在这里。</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Decoded</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Byte ruler</source>
        <translation>字节尺</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::CallLane</name>
    <message>
        <source>Nothing fits the filter</source>
        <translation>没有符合筛选的内容</translation>
    </message>
    <message>
        <source>The calls are still there.</source>
        <translation>调用都还在。</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>还没有调用</translation>
    </message>
    <message>
        <source>Each call appears here as it is really made.</source>
        <translation>每个调用在真正执行时出现在这里。</translation>
    </message>
    <message numerus="yes">
        <source>%n older ones dropped</source>
        <translation>
            <numerusform>丢弃了较早的 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>each row is a system call that was really made</source>
        <translation>每一行都是真正执行过的系统调用</translation>
    </message>
    <message>
        <source>Filter the calls</source>
        <translation>筛选调用</translation>
    </message>
    <message>
        <source>Filter, e.g. recv C</source>
        <translation>筛选，例如 recv C</translation>
    </message>
    <message>
        <source>Show calls that only ask, too: getsockname, getpeername, getsockopt</source>
        <translation>也显示只是询问的调用：getsockname、getpeername、getsockopt</translation>
    </message>
    <message>
        <source>Shows the Python line of each call; switch to Qt</source>
        <translation>显示每个调用的 Python 代码；切换到 Qt</translation>
    </message>
    <message>
        <source>Shows the Qt call of each call; switch to Python</source>
        <translation>显示每个调用对应的 Qt 调用；切换到 Python</translation>
    </message>
    <message>
        <source>Copy as Python program</source>
        <translation>复制为 Python 程序</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::CallLaneModel</name>
    <message>
        <source>%1: %2 gave %3</source>
        <translation>%1：%2 得到 %3</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ChoiceCard</name>
    <message numerus="yes">
        <source>%n of the class</source>
        <translation>
            <numerusform>班里 %n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>One more is for this</source>
        <translation>再加一人选这个</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::CodeBox</name>
    <message>
        <source>Copy the code</source>
        <translation>复制代码</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ConnectResult</name>
    <message>
        <source>connected from %1; the port is the kernel&apos;s choice unless you bound one</source>
        <translation>从 %1 连接成功；除非自己绑定过，这个端口是内核选的</translation>
    </message>
    <message>
        <source>timed out after %1 s: no answer came, neither yes nor no. The computer is off, a firewall drops the packets, or the server&apos;s queue is full.</source>
        <translation>%1 秒后超时（timed out）：既没有同意也没有拒绝。可能是计算机没开、防火墙丢弃了数据包，或者服务器的队列已满。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::Conversation</name>
    <message>
        <source>it said nothing for %1 s</source>
        <translation>已有 %1 秒没有说话</translation>
    </message>
    <message>
        <source>nobody is left to type replies</source>
        <translation>没有人再输入回复</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::DatagramService</name>
    <message>
        <source>only %1 of %2 bytes fit, the rest of the datagram is lost</source>
        <translation>%2 字节中只放得下 %1 字节，数据报的其余部分丢失</translation>
    </message>
    <message>
        <source>refused %1: as many peers as are allowed are registered already (%2)</source>
        <translation>拒绝 %1：已登记的对端达到上限（%2）</translation>
    </message>
    <message>
        <source>registered %1; peers now: %2</source>
        <translation>已登记 %1；现有对端：%2</translation>
    </message>
    <message>
        <source>peers reached: %1</source>
        <translation>已发送到的对端：%1</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::EncodingBenchCard</name>
    <message>
        <source>Encoding bench</source>
        <translation>编码台</translation>
    </message>
    <message>
        <source>the first %1 of %2 bytes</source>
        <translation>%2 字节中的前 %1 个</translation>
    </message>
    <message numerus="yes">
        <source>the same %n byte(s)</source>
        <translation>
            <numerusform>同样的 %n 个字节</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, read in %2 ways</source>
        <translation>%1，%2 种读法</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::EncodingBenchView</name>
    <message>
        <source>Encoding bench</source>
        <translation>编码台</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ExchangePicture</name>
    <message>
        <source>Exchange diagram</source>
        <translation>往来图</translation>
    </message>
    <message>
        <source>Nothing fits the filter</source>
        <translation>没有符合筛选的内容</translation>
    </message>
    <message>
        <source>What crosses between the ends appears here.</source>
        <translation>两端之间的往来会出现在这里。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ExchangeRecord</name>
    <message>
        <source>end (FIN)</source>
        <translation>结束（FIN）</translation>
    </message>
    <message>
        <source>reset (RST)</source>
        <translation>重置（RST）</translation>
    </message>
    <message>
        <source>%1 of %2 B · %3</source>
        <translation>%1 / %2 B · %3</translation>
    </message>
    <message>
        <source>%1 B · %2</source>
        <translation>%1 B · %2</translation>
    </message>
    <message>
        <source>accept() returned the address that the connecting socket has</source>
        <translation>accept() 返回的地址就是发起连接的套接字的地址</translation>
    </message>
    <message>
        <source>the n-th byte that was sent is the n-th byte that was received; both times are of the calls, not of packets</source>
        <translation>发送的第 n 个字节就是收到的第 n 个字节；两个时间都是调用的时间，不是报文的</translation>
    </message>
    <message>
        <source>sender, receiver and content agree, and no earlier datagram fits</source>
        <translation>发送方、接收方和内容一致，更早的数据报都不符合</translation>
    </message>
    <message>
        <source>close() or shutdown() makes the system send FIN; the peer&apos;s receive returned 0</source>
        <translation>close() 或 shutdown() 让系统发出 FIN；对方的接收返回 0</translation>
    </message>
    <message>
        <source>%1 → %2: %3</source>
        <translation>%1 → %2：%3</translation>
    </message>
    <message>
        <source>sent by %1</source>
        <translation>由 %1 发送</translation>
    </message>
    <message>
        <source>received by %1</source>
        <translation>由 %1 接收</translation>
    </message>
    <message>
        <source>not received yet</source>
        <translation>还没有收到</translation>
    </message>
    <message>
        <source>%1 ms from call to call</source>
        <translation>从调用到调用 %1 毫秒</translation>
    </message>
    <message>
        <source>the system sends RST where close() leaves bytes unread or SO_LINGER asks for it; the peer&apos;s call then fails with ECONNRESET</source>
        <translation>close() 时还有没读的字节，或者设了 SO_LINGER，系统就发出 RST；对方的调用随后以 ECONNRESET 失败</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::Experiment</name>
    <message>
        <source>read %1</source>
        <translation>第 %1 次读取</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::FieldText</name>
    <message>
        <source>nothing</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>A port is a number from 0 to 65535, not %1.</source>
        <translation>端口是 0 到 65535 的数，不能是 %1。</translation>
    </message>
    <message>
        <source>Nobody is reached at port 0; it means “any” when binding. Write the server&apos;s.</source>
        <translation>端口 0 上没有人；它只在绑定时表示“任意”。请写服务器的端口。</translation>
    </message>
    <message>
        <source>Two ports are the most; leave the others out.</source>
        <translation>最多两个端口；请去掉其余的。</translation>
    </message>
    <message>
        <source>This must be a number from %1 to %2, not %3.</source>
        <translation>这里必须是 %1 到 %2 的数，不能是 %3。</translation>
    </message>
    <message>
        <source>This must be seconds from 0 to 86400, not %1.</source>
        <translation>这里必须是 0 到 86400 秒，不能是 %1。</translation>
    </message>
    <message>
        <source>%1 is no address. One to bind to is written in numbers, such as 127.0.0.1, 0.0.0.0 for all of this computer&apos;s, or ::1.</source>
        <translation>%1 不是地址。要绑定的地址用数字写，例如 127.0.0.1、表示本机全部地址的 0.0.0.0，或 ::1。</translation>
    </message>
    <message>
        <source>There is no encoding %1 here. There are utf-8, gbk, gb18030 and latin-1.</source>
        <translation>这里没有编码 %1。有 utf-8、gbk、gb18030 和 latin-1。</translation>
    </message>
    <message>
        <source>Write the computer&apos;s address or name here, such as 127.0.0.1.</source>
        <translation>请在这里写计算机的地址或名字，例如 127.0.0.1。</translation>
    </message>
    <message>
        <source>%1 is no address: an IPv4 address is four numbers from 0 to 255 with dots between.</source>
        <translation>%1 不是地址：IPv4 地址是四个 0 到 255 的数，中间用点隔开。</translation>
    </message>
    <message>
        <source>%1 is no name of a computer.</source>
        <translation>%1 不是计算机的名字。</translation>
    </message>
    <message>
        <source>“%1” is no hexadecimal digit; there are 0 to 9 and a to f, two for each byte.</source>
        <translation>“%1”不是十六进制数字；只有 0 到 9 和 a 到 f，每个字节两位。</translation>
    </message>
    <message>
        <source>These are %1 digits, an odd number: each byte takes two, so one is missing or too many.</source>
        <translation>这里有 %1 位数字，是奇数：每个字节要两位，所以少了一位或多了一位。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::FreeLabPage</name>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>旁边</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>套接字</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::HopsCard</name>
    <message>
        <source>Through routers: what changes on the way?</source>
        <translation>经过路由器：路上什么会变？</translation>
    </message>
    <message>
        <source>A model of the way; no packet exists. The addresses are those set aside for documentation.</source>
        <translation>路径的模型；没有真的数据包。地址取自留给文档用的地址段。</translation>
    </message>
    <message>
        <source>Routers</source>
        <translation>路由器</translation>
    </message>
    <message>
        <source>Time to live (TTL)</source>
        <translation>生存时间（TTL）</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::HopsView</name>
    <message>
        <source>The way of a packet</source>
        <translation>数据包的路</translation>
    </message>
    <message>
        <source>From %1 to %2: frame %3 to %4, packet %5 to %6, time to live %7</source>
        <translation>从 %1 到 %2：帧 %3 到 %4，数据包 %5 到 %6，生存时间 %7</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>On the frame (changes)</source>
        <translation>帧上写的（会变）</translation>
    </message>
    <message>
        <source>On the packet (stays)</source>
        <translation>数据包上写的（不变）</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::HttpBench</name>
    <message>
        <source>More than 16 MiB came; this is a lesson, not a downloader.</source>
        <translation>收到超过 16 MiB；这是课堂，不是下载器。</translation>
    </message>
    <message>
        <source>%1 bytes came and no empty line among them: this is not HTTP.</source>
        <translation>收到 %1 字节，其中没有空行：这不是 HTTP。</translation>
    </message>
    <message>
        <source>Content-Length says %1 bytes, %2 came: the page is not whole.</source>
        <translation>Content-Length 说有 %1 字节，收到 %2 字节：页面不完整。</translation>
    </message>
    <message>
        <source>There is nothing to save yet. Get a page first.</source>
        <translation>还没有可保存的内容。请先取一个页面。</translation>
    </message>
    <message>
        <source>Name a file to save to.</source>
        <translation>请写出要保存到的文件名。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::HttpCard</name>
    <message>
        <source>%1 saved to %2</source>
        <translation>%1 已保存到 %2</translation>
    </message>
    <message>
        <source>Save the body</source>
        <translation>保存正文</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>waiting…</source>
        <translation>等待中…</translation>
    </message>
    <message>
        <source>%1 receives: %2 of header, %3 of body</source>
        <translation>接收 %1 次：头部 %2，正文 %3</translation>
    </message>
    <message>
        <source>Raw HTTP GET</source>
        <translation>原始 HTTP GET</translation>
    </message>
    <message>
        <source>Save the body…</source>
        <translation>保存正文…</translation>
    </message>
    <message>
        <source>Request, byte for byte</source>
        <translation>请求，逐字节</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>头部</translation>
    </message>
    <message>
        <source>Body, behind the empty line</source>
        <translation>正文，在空行之后</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::HttpConversation</name>
    <message>
        <source>it left before its request was complete</source>
        <translation>请求还不完整就离开了</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::HttpText</name>
    <message>
        <source>URL must be like http://127.0.0.1:8000/, not %1.</source>
        <translation>URL 要写成 http://127.0.0.1:8000/ 这样，不能是 %1。</translation>
    </message>
    <message>
        <source>a URL with a user&apos;s name is not for this: it would cross the wire readable.</source>
        <translation>这里不能用带用户名的 URL：它会以明文经过网络。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::InterfacesCard</name>
    <message>
        <source>getifaddrs(), the system&apos;s own list</source>
        <translation>getifaddrs()，系统自己的列表</translation>
    </message>
    <message>
        <source>mask %1</source>
        <translation>掩码 %1</translation>
    </message>
    <message>
        <source>broadcast %1</source>
        <translation>广播 %1</translation>
    </message>
    <message>
        <source>IPv4</source>
        <translation>IPv4</translation>
    </message>
    <message>
        <source>IPv6</source>
        <translation>IPv6</translation>
    </message>
    <message>
        <source>Network cards of this machine</source>
        <translation>本机的网卡</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LabEnd</name>
    <message>
        <source>server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>client</source>
        <translation>客户端</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LabExchangeCard</name>
    <message>
        <source>replay: call %1 of %2</source>
        <translation>回放：第 %1 / %2 个调用</translation>
    </message>
    <message>
        <source>Go on showing</source>
        <translation>继续显示</translation>
    </message>
    <message>
        <source>Stand still; the experiment goes on</source>
        <translation>画面停住；实验继续进行</translation>
    </message>
    <message>
        <source>Pause the replay</source>
        <translation>暂停回放</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message numerus="yes">
        <source>paused · %n new</source>
        <translation>
            <numerusform>已暂停 · %n 条新的</numerusform>
        </translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Save the exchange as a picture</source>
        <translation>把往来图保存为图片</translation>
    </message>
    <message>
        <source>SVG pictures (*.svg)</source>
        <translation>SVG 图片 (*.svg)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another folder or name.</source>
        <translation>无法写入 %1：%2。请换一个文件夹或文件名。</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>报文往来</translation>
    </message>
    <message>
        <source>the calls and their times were observed; which send a receive belongs to was deduced: the n-th byte that is sent is the n-th that is received</source>
        <translation>调用和时间是实测的；哪次接收属于哪次发送是推导的：发送的第 n 个字节就是收到的第 n 个字节</translation>
    </message>
    <message>
        <source>Filter the arrows</source>
        <translation>筛选箭头</translation>
    </message>
    <message>
        <source>Filter, e.g. FIN or recv(5)</source>
        <translation>筛选，例如 FIN 或 recv(5)</translation>
    </message>
    <message>
        <source>Play again, slowly</source>
        <translation>慢速回放</translation>
    </message>
    <message>
        <source>Save as an SVG picture</source>
        <translation>保存为 SVG 图片</translation>
    </message>
    <message>
        <source>To the next call</source>
        <translation>到下一个调用</translation>
    </message>
    <message>
        <source>End the replay</source>
        <translation>结束回放</translation>
    </message>
    <message>
        <source>Position of the replay</source>
        <translation>回放位置</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>回放速度</translation>
    </message>
    <message>
        <source>Speed of the replay, 0.05 to 1 times as fast as it was; long silences are shortened</source>
        <translation>回放速度，是原来的 0.05 到 1 倍；长时间的静默会缩短</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LabExchangeView</name>
    <message>
        <source>Exchange diagram</source>
        <translation>往来图</translation>
    </message>
    <message numerus="yes">
        <source>%n arrow(s)</source>
        <translation>
            <numerusform>%n 个箭头</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LabPage</name>
    <message>
        <source>Network Lab</source>
        <translation>网络实验室</translation>
    </message>
    <message>
        <source>Parts of the Network Lab</source>
        <translation>网络实验室的各部分</translation>
    </message>
    <message>
        <source>Addresses &amp; ports</source>
        <translation>地址与端口</translation>
    </message>
    <message>
        <source>What this machine&apos;s system told when it was asked; what follows from it by a rule is marked as derived.</source>
        <translation>向本机系统询问得到的回答；由规则推出的内容标为“推断”。</translation>
    </message>
    <message>
        <source>Link simulator</source>
        <translation>链路模拟</translation>
    </message>
    <message>
        <source>Models of what stands between two machines: nothing on this page is sent.</source>
        <translation>两台机器之间的设备模型：这一页不发送任何数据。</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>What a program saw and wrote down while it happened.</source>
        <translation>程序在事情发生时看到并记下的内容。</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Guided experiments with real sockets; what is deduced is marked as derived.</source>
        <translation>用真实套接字做的引导实验；推导出来的内容标为“推导”。</translation>
    </message>
    <message>
        <source>Free lab</source>
        <translation>自由实验</translation>
    </message>
    <message>
        <source>Every call was really made by a socket of this program; results and errors are the kernel&apos;s.</source>
        <translation>每次调用都由本程序的套接字真正做出；结果和错误都是内核给的。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonCommand</name>
    <message numerus="yes">
        <source>%1: a lesson, %n step(s).</source>
        <translation>
            <numerusform>%1：是课程，共 %n 步。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has nothing to mend. Run it without --repair.</source>
        <translation>%1 没有要修的地方。请去掉 --repair 再运行。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonFile</name>
    <message>
        <source>a list</source>
        <translation>一个列表</translation>
    </message>
    <message>
        <source>an object {…}</source>
        <translation>一个对象 {…}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>空</translation>
    </message>
    <message>
        <source>is missing; write it.</source>
        <translation>缺少；请补上。</translation>
    </message>
    <message>
        <source>must be a text in quotes, not %1.</source>
        <translation>必须是加引号的文字，不能是 %1。</translation>
    </message>
    <message>
        <source>is too long: %1 characters, at most %2 are allowed. Shorten it.</source>
        <translation>太长：有 %1 个字符，最多 %2 个。请缩短。</translation>
    </message>
    <message>
        <source>is empty; write something there.</source>
        <translation>是空的；请填写内容。</translation>
    </message>
    <message>
        <source>must be one of %1, not %2.</source>
        <translation>必须是 %1 之一，不能是 %2。</translation>
    </message>
    <message>
        <source>must be a whole number from %1 to %2, not %3.</source>
        <translation>必须是 %1 到 %2 的整数，不能是 %3。</translation>
    </message>
    <message>
        <source>must be true or false, without quotes, not %1.</source>
        <translation>必须是不加引号的 true 或 false，不能是 %1。</translation>
    </message>
    <message>
        <source>must have both languages, {&quot;en&quot;: …, &quot;zh&quot;: …}, not %1.</source>
        <translation>必须写两种语言，{&quot;en&quot;: …, &quot;zh&quot;: …}，不能是 %1。</translation>
    </message>
    <message>
        <source>must be a list of texts, [&quot;…&quot;, &quot;…&quot;], not %1.</source>
        <translation>必须是文字的列表，[&quot;…&quot;, &quot;…&quot;]，不能是 %1。</translation>
    </message>
    <message>
        <source>has %1 entries; at most %2 are allowed. Leave some out.</source>
        <translation>有 %1 项，最多 %2 项。请删去一些。</translation>
    </message>
    <message>
        <source>must be a list of 1 to %1 whole numbers from 0 up, not %2.</source>
        <translation>必须是 1 到 %1 个非负整数的列表，不能是 %2。</translation>
    </message>
    <message>
        <source>must be an object {…}, not %1.</source>
        <translation>必须是一个对象 {…}，不能是 %1。</translation>
    </message>
    <message>
        <source>must be a list of objects, [{…}, {…}], not %1.</source>
        <translation>必须是对象的列表，[{…}, {…}]，不能是 %1。</translation>
    </message>
    <message>
        <source>is not known here; known are %1. Correct or remove it.</source>
        <translation>这里不认识它；可用的有 %1。请改正或删去。</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>第 %1 行第 %2 列</translation>
    </message>
    <message>
        <source>must be of lower-case letters, digits and hyphens, like half-a-character.</source>
        <translation>只能用小写字母、数字和连字符，例如 half-a-character。</translation>
    </message>
    <message>
        <source>must hold at least two answers to choose from.</source>
        <translation>至少要有两个备选答案。</translation>
    </message>
    <message>
        <source>%1 answers are marked &quot;right&quot;: true; mark exactly one.</source>
        <translation>有 %1 个答案标了 &quot;right&quot;: true；必须正好标一个。</translation>
    </message>
    <message>
        <source>must be of lower-case letters, digits and hyphens, like server.</source>
        <translation>只能用小写字母、数字和连字符，例如 server。</translation>
    </message>
    <message>
        <source>there are two ends of the name %1; rename one.</source>
        <translation>有两端都叫 %1；请改掉一个名字。</translation>
    </message>
    <message>
        <source>must be some of %1, not %2.</source>
        <translation>只能从 %1 中选，不能是 %2。</translation>
    </message>
    <message>
        <source>make no socket %1, which stream speaks of; correct one of them.</source>
        <translation>没有建立 stream 里提到的套接字 %1；请改正其中之一。</translation>
    </message>
    <message>
        <source>is larger than %1 KiB, so it is no lesson. Choose another file.</source>
        <translation>大于 %1 KiB，不是课程文件。请另选一个文件。</translation>
    </message>
    <message>
        <source>is not UTF-8. Save it as UTF-8 in the editor.</source>
        <translation>不是 UTF-8 编码。请在编辑器里存成 UTF-8。</translation>
    </message>
    <message>
        <source>this is not JSON (%1). Look for a comma, quote or bracket too many or too few there or just before.</source>
        <translation>这不是 JSON（%1）。请看这里或前面一点是不是多了或少了逗号、引号、括号。</translation>
    </message>
    <message>
        <source>must hold one object {…}. Begin it with a curly bracket.</source>
        <translation>必须是一个对象 {…}。请以花括号开头。</translation>
    </message>
    <message>
        <source>is a folder. Name a file.</source>
        <translation>是文件夹。请给出文件名。</translation>
    </message>
    <message>
        <source>cannot be opened: %1. Check the name.</source>
        <translation>打不开：%1。请检查文件名。</translation>
    </message>
    <message>
        <source>cannot be read: %1.</source>
        <translation>读不出来：%1。</translation>
    </message>
    <message>
        <source>must be the name of an error, like ECONNREFUSED, not %1.</source>
        <translation>必须是错误的名字，例如 ECONNREFUSED，不能是 %1。</translation>
    </message>
    <message>
        <source>there is no socket %1 yet; open, accept or start it in a step before.</source>
        <translation>还没有套接字 %1；请在前面的步骤里用 open、accept 或 start 建立它。</translation>
    </message>
    <message>
        <source>%1 is a service; it knows only the steps output and stop.</source>
        <translation>%1 是服务；它只能用 output 和 stop 步骤。</translation>
    </message>
    <message>
        <source>%1 is a socket; this step is for services.</source>
        <translation>%1 是套接字；这个步骤是给服务用的。</translation>
    </message>
    <message>
        <source>%1 has been closed by then; open it again first.</source>
        <translation>%1 到这一步已经关闭；请先重新打开。</translation>
    </message>
    <message>
        <source>there is a socket %1 already; close it first or choose another name.</source>
        <translation>已经有套接字 %1；请先关闭它，或换个名字。</translation>
    </message>
    <message>
        <source>must be the name of an end, or of an end and its socket (server, server.ann), in lower-case letters, digits and hyphens.</source>
        <translation>必须是一端的名字，或一端和它的套接字（server、server.ann），用小写字母、数字和连字符。</translation>
    </message>
    <message>
        <source>there is no end %1; add it to ends or correct the name.</source>
        <translation>没有名为 %1 的一端；请把它加进 ends，或改正名字。</translation>
    </message>
    <message>
        <source>must be lo, or the lesson says &quot;beyond-loopback&quot;: true.</source>
        <translation>必须是 lo，否则课程要写明 &quot;beyond-loopback&quot;: true。</translation>
    </message>
    <message>
        <source>%1 is no open socket then; open or accept it in a step before.</source>
        <translation>%1 这时不是打开的套接字；请在前面的步骤里 open 或 accept 它。</translation>
    </message>
    <message>
        <source>says what to send once: text, hex or count (of bytes). Write one of them.</source>
        <translation>要发送的内容只能写一种：text、hex 或 count（字节数）。请写其中一个。</translation>
    </message>
    <message>
        <source>must be bytes as pairs of hexadecimal digits, like &quot;c4 e3&quot;.</source>
        <translation>必须是成对的十六进制数字，例如 &quot;c4 e3&quot;。</translation>
    </message>
    <message>
        <source>must be a socket&apos;s name (server), an address and port (127.0.0.1:0), or an address and whose port (127.0.0.2:server), not &quot;%1&quot;.</source>
        <translation>必须是套接字的名字（server）、地址和端口（127.0.0.1:0），或地址加上谁的端口（127.0.0.2:server），不能是“%1”。</translation>
    </message>
    <message>
        <source>must be a group: an address from 239.0.0.0 to 239.255.255.255.</source>
        <translation>必须是组播地址：239.0.0.0 到 239.255.255.255。</translation>
    </message>
    <message>
        <source>would leave this machine: let %1 do multicast-from first, or say &quot;beyond-loopback&quot;: true.</source>
        <translation>会发出本机：请先让 %1 执行 multicast-from，或写明 &quot;beyond-loopback&quot;: true。</translation>
    </message>
    <message>
        <source>%1 reaches beyond this machine: use 127.0.0.1, or say &quot;beyond-loopback&quot;: true in the lesson.</source>
        <translation>%1 超出了本机：请用 127.0.0.1，或在课程里写明 &quot;beyond-loopback&quot;: true。</translation>
    </message>
    <message>
        <source>makes the steps send more than %1 MiB in all; send less.</source>
        <translation>使全部步骤要发送的内容超过 %1 MiB；请少发一些。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonGuide</name>
    <message>
        <source>Lesson %1 / %2</source>
        <translation>课程 %1 / %2</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>约 %1 分钟</translation>
    </message>
    <message>
        <source>The prediction was right</source>
        <translation>预测正确</translation>
    </message>
    <message>
        <source>It was: %1</source>
        <translation>正确答案：%1</translation>
    </message>
    <message>
        <source>Step %1 of %2. %3</source>
        <translation>第 %1 / %2 步。%3</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Next: mend it</source>
        <translation>下一步：修好它</translation>
    </message>
    <message>
        <source>Next lesson</source>
        <translation>下一课</translation>
    </message>
    <message>
        <source>Predict first</source>
        <translation>先预测</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Stand still</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation>全部课程</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>At full speed</source>
        <translation>全速</translation>
    </message>
    <message>
        <source>Slowly</source>
        <translation>慢速</translation>
    </message>
    <message>
        <source>Step by step</source>
        <translation>逐步</translation>
    </message>
    <message>
        <source>One step</source>
        <translation>走一步</translation>
    </message>
    <message>
        <source>Stop and close everything</source>
        <translation>停止并全部关闭</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再来一次</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonJudge</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>no bytes</source>
        <translation>没有字节</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>还没有回音</translation>
    </message>
    <message>
        <source>it was answered</source>
        <translation>有了回音</translation>
    </message>
    <message>
        <source>something happens</source>
        <translation>有事发生</translation>
    </message>
    <message>
        <source>nothing within the time limit</source>
        <translation>时限内什么也没发生</translation>
    </message>
    <message>
        <source>no error</source>
        <translation>没有错误</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>最多 %1</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>至今共 %1</translation>
    </message>
    <message>
        <source>pieces of %1</source>
        <translation>分成 %1</translation>
    </message>
    <message>
        <source>the end (b&apos;&apos;)</source>
        <translation>结束（b&apos;&apos;）</translation>
    </message>
    <message>
        <source>not the end</source>
        <translation>没有结束</translation>
    </message>
    <message>
        <source>a datagram of %1</source>
        <translation>%1的数据报</translation>
    </message>
    <message>
        <source>it can be decoded</source>
        <translation>能解码</translation>
    </message>
    <message>
        <source>%1 left over</source>
        <translation>剩下 %1</translation>
    </message>
    <message>
        <source>port %1</source>
        <translation>端口 %1</translation>
    </message>
    <message>
        <source>at least %1 ms</source>
        <translation>至少 %1 ms</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>at most %1 ms</source>
        <translation>最多 %1 ms</translation>
    </message>
    <message>
        <source>nothing comes</source>
        <translation>什么也不来</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonLibrary</name>
    <message>
        <source>%1: id there is a lesson %2 already; choose another id.</source>
        <translation>%1：id 已经有课程 %2；请换一个 id。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonListModel</name>
    <message>
        <source>%1, broken: %2</source>
        <translation>%1，文件有误：%2</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonOutput</name>
    <message>
        <source> (observed)</source>
        <translation>（实测）</translation>
    </message>
    <message>
        <source> (derived)</source>
        <translation>（推导）</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>broken: %1</source>
        <translation>有错：%1</translation>
    </message>
    <message>
        <source>While it runs, other computers can reach its ports.</source>
        <translation>运行期间，别的计算机能连上它的端口。</translation>
    </message>
    <message>
        <source>! expected %1; observed %2</source>
        <translation>! 预期 %1；实测 %2</translation>
    </message>
    <message>
        <source>~ expected %1; observed %2: %3</source>
        <translation>~ 预期 %1；实测 %2：%3</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonPage</name>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Choose a lesson</source>
        <translation>请选择一课</translation>
    </message>
    <message>
        <source>Predict what will happen, run it with real sockets, and see every call and every byte.</source>
        <translation>先预测会发生什么，再用真实的套接字运行，看清每一次调用、每一个字节。</translation>
    </message>
    <message>
        <source>seen in this run</source>
        <translation>在这次运行中看到</translation>
    </message>
    <message>
        <source>by the rules; an ordinary program cannot see it</source>
        <translation>按规则推导；普通程序看不到</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonRunner</name>
    <message numerus="yes">
        <source>All %n step(s) went as the lesson says.</source>
        <translation>
            <numerusform>%n 个步骤全部和课程说的一样。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All steps went as the lesson says, but this machine behaves in its own way in %n of them.</source>
        <translation>
            <numerusform>全部步骤都和课程说的一样，其中 %n 步这台机器有自己的做法。</numerusform>
        </translation>
    </message>
    <message>
        <source>This machine behaved otherwise: in step %1, %2, the lesson expects %3; observed was %4.</source>
        <translation>这台机器的表现不同：第 %1 步 %2，课程预期 %3，实测 %4。</translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %n step(s).</source>
        <translation>
            <numerusform>运行 %n 步后停止。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonSession</name>
    <message>
        <source>en</source>
        <extracomment>Language of the lessons&apos; texts: en or zh</extracomment>
        <translation>zh</translation>
    </message>
    <message>
        <source>expected %1, observed %2</source>
        <translation>预期 %1，实测 %2</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonStep</name>
    <message>
        <source>%1 ms have passed</source>
        <translation>过了 %1 ms</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>还没有回音</translation>
    </message>
    <message>
        <source>nothing happened</source>
        <translation>什么也没发生</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LinkPage</name>
    <message>
        <source>Link simulator</source>
        <translation>链路模拟</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LossyCard</name>
    <message>
        <source>A link that loses, doubles and overtakes</source>
        <translation>会丢失、重复、乱序的链路</translation>
    </message>
    <message>
        <source>A model of a link with chances and a seed; no datagram exists. The same settings give the same again.</source>
        <translation>带概率和种子的链路模型；没有真的数据报。同样的设置得到同样的结果。</translation>
    </message>
    <message>
        <source>Other luck</source>
        <translation>换个运气</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Doubled</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>滞留</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Held back by up to</source>
        <translation>最多滞留</translation>
    </message>
    <message>
        <source>Datagrams</source>
        <translation>数据报个数</translation>
    </message>
    <message>
        <source>Gap between them</source>
        <translation>发送间隔</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>✕ lost · dashed and &apos; came twice · ! damaged · amber: overtaken by a later one</source>
        <translation>✕ 丢失 · 虚线和 &apos; 来了两次 · ! 损坏 · 琥珀色：被后来者超过</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LossyView</name>
    <message>
        <source>Datagrams over a lossy link</source>
        <translation>有损链路上的数据报</translation>
    </message>
    <message>
        <source>In the order of arrival: %1</source>
        <translation>按到达顺序：%1</translation>
    </message>
    <message>
        <source>sender</source>
        <translation>发送方</translation>
    </message>
    <message>
        <source>receiver</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>0 ms</source>
        <translation>0 毫秒</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::NameCard</name>
    <message>
        <source>getaddrinfo() and getnameinfo(): the hosts file first, then the name servers.</source>
        <translation>getaddrinfo() 和 getnameinfo()：先查 hosts 文件，再问域名服务器。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>it has none</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Names (DNS)</source>
        <translation>名字（DNS）</translation>
    </message>
    <message>
        <source>A name, or an address for the way back</source>
        <translation>名字，或反查用的地址</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>A name is asked for its addresses, an address for its name. Asked twice, the second answer often comes from a cache: compare the times.</source>
        <translation>问名字得到地址，问地址得到名字。问两次时，第二次的回答常常来自缓存：比一比用时。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::OneEachConversation</name>
    <message>
        <source>out of turn: the client has spoken again before this reply</source>
        <translation>抢话：客户端在这条回复之前又说了话</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::OptionModel</name>
    <message>
        <source>%1. Double-click the value to set it: %2 to %3.</source>
        <translation>%1。双击数值可以设置：%2 到 %3。</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>This socket is closed.</source>
        <translation>这个套接字已关闭。</translation>
    </message>
    <message>
        <source>%1 is %2 now.</source>
        <translation>%1 现在是 %2。</translation>
    </message>
    <message>
        <source>%1: %2 asked for, %3 kept.</source>
        <translation>%1：要求 %2，实际 %3。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::OptionPanel</name>
    <message>
        <source>Socket options</source>
        <translation>套接字选项</translation>
    </message>
    <message>
        <source>Socket</source>
        <translation>套接字</translation>
    </message>
    <message>
        <source>No socket is open</source>
        <translation>没有打开的套接字</translation>
    </message>
    <message>
        <source>Read them again</source>
        <translation>重新读取</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::OptionSheet</name>
    <message>
        <source>kind of socket</source>
        <translation>套接字类型</translation>
    </message>
    <message>
        <source>address family</source>
        <translation>地址族</translation>
    </message>
    <message>
        <source>1: it listens</source>
        <translation>1：正在监听</translation>
    </message>
    <message>
        <source>bind although the port is in TIME_WAIT</source>
        <translation>端口处于 TIME_WAIT 时也能绑定</translation>
    </message>
    <message>
        <source>several sockets share one port</source>
        <translation>多个套接字共用一个端口</translation>
    </message>
    <message>
        <source>may send to broadcast addresses</source>
        <translation>允许向广播地址发送</translation>
    </message>
    <message>
        <source>ask now and then whether the other side is still there</source>
        <translation>不时问一问对方还在不在</translation>
    </message>
    <message>
        <source>bytes of the send buffer</source>
        <translation>发送缓冲区的字节数</translation>
    </message>
    <message>
        <source>bytes of the receive buffer</source>
        <translation>接收缓冲区的字节数</translation>
    </message>
    <message>
        <source>readable only from so many bytes up</source>
        <translation>至少有这么多字节才算可读</translation>
    </message>
    <message>
        <source>send small pieces at once (Nagle off)</source>
        <translation>小块数据立即发送（关闭 Nagle）</translation>
    </message>
    <message>
        <source>most bytes in one segment</source>
        <translation>一个报文段最多的字节数</translation>
    </message>
    <message>
        <source>seconds of silence before the first question</source>
        <translation>沉默多少秒后第一次探问</translation>
    </message>
    <message>
        <source>seconds between questions</source>
        <translation>两次探问之间的秒数</translation>
    </message>
    <message>
        <source>unanswered questions until it is given up</source>
        <translation>几次探问无答复就放弃</translation>
    </message>
    <message>
        <source>ms without an ACK until it is given up; 0: the system&apos;s</source>
        <translation>多少毫秒没有 ACK 就放弃；0：按系统设置</translation>
    </message>
    <message>
        <source>routers a packet may pass</source>
        <translation>数据包最多经过的路由器数</translation>
    </message>
    <message>
        <source>the kind of traffic, for routers that care</source>
        <translation>流量类别，供在意它的路由器使用</translation>
    </message>
    <message>
        <source>the same for multicast; 1: this network only</source>
        <translation>组播的同一数值；1：仅限本网络</translation>
    </message>
    <message>
        <source>own multicast comes back to this computer</source>
        <translation>自己发的组播也回到本机</translation>
    </message>
    <message>
        <source>no IPv4 through this socket</source>
        <translation>此套接字不走 IPv4</translation>
    </message>
    <message>
        <source>%1 must be a number from %2 to %3, not %4.</source>
        <translation>%1 必须是 %2 到 %3 的数，不能是 %4。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Linux doubles what is asked for, to have room for its own book-keeping, and keeps to a least and a most.</source>
        <translation>Linux 把所要的值加倍，给自己的管理数据留地方，并守住上下限。</translation>
    </message>
    <message>
        <source>The kernel keeps what suits it, not what was asked for.</source>
        <translation>内核留下它认为合适的值，而不是所要的值。</translation>
    </message>
    <message>
        <source>This socket is closed; its options are gone with it.</source>
        <translation>这个套接字已关闭，选项也随之消失。</translation>
    </message>
    <message>
        <source>0: close() resets (RST) instead of ending (FIN); off: it does not</source>
        <translation>0：close() 发 RST 而不是 FIN；off：照常结束</translation>
    </message>
    <message>
        <source>%1 takes 0 or off here: with more seconds close() would wait, and this window with it.</source>
        <translation>这里 %1 只能填 0 或 off：秒数再大，close() 就会等待，本窗口也跟着停住。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::Payload</name>
    <message>
        <source>There is nothing to send yet: an empty send would leave no trace.</source>
        <translation>还没有可发送的内容：空的发送不会留下任何痕迹。</translation>
    </message>
    <message>
        <source>%1 has more than 16 MiB. Choose a smaller file.</source>
        <translation>%1 超过 16 MiB。请选择小一些的文件。</translation>
    </message>
    <message>
        <source>Choose a file to send.</source>
        <translation>请选择要发送的文件。</translation>
    </message>
    <message>
        <source>%1 is no file. Choose a file to send.</source>
        <translation>%1 不是文件。请选择要发送的文件。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::PayloadEditor</name>
    <message>
        <source>What to send</source>
        <translation>要发送的内容</translation>
    </message>
    <message>
        <source>Bytes, such as c4 e3 ba c3</source>
        <translation>字节，例如 c4 e3 ba c3</translation>
    </message>
    <message>
        <source>A file&apos;s name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Choose a file to send</source>
        <translation>选择要发送的文件</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Kind of content</source>
        <translation>内容类型</translation>
    </message>
    <message>
        <source>no ending</source>
        <translation>无行尾</translation>
    </message>
    <message>
        <source>Line ending</source>
        <translation>行尾</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::PingLadderCard</name>
    <message>
        <source>Ping ladder: is the network all right?</source>
        <translation>Ping 阶梯：网络正常吗？</translation>
    </message>
    <message>
        <source>The system&apos;s ping program, three packets for each rung. What it means follows from which rungs answer.</source>
        <translation>用系统的 ping 程序，每一级三个包。含义由哪几级有回答推出。</translation>
    </message>
    <message>
        <source>Climb</source>
        <translation>往上爬</translation>
    </message>
    <message>
        <source>A public address or name as the last rung (sends packets there)</source>
        <translation>最后一级：公网地址或名字（会向那里发包）</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::PortBoardCard</name>
    <message>
        <source>this machine · %1 of %2 shown</source>
        <translation>本机 · 显示 %1 / %2</translation>
    </message>
    <message>
        <source>dynamic range %1–%2</source>
        <translation>动态范围 %1–%2</translation>
    </message>
    <message>
        <source>From these ports the system chooses for clients and for bind(0). The book says 49152–65535; this is what the system itself says.</source>
        <translation>系统从这些端口里为客户端和 bind(0) 挑选。书上写的是 49152–65535；这里是系统自己说的。</translation>
    </message>
    <message>
        <source>Port board</source>
        <translation>端口板</translation>
    </message>
    <message>
        <source>/proc/net/tcp, tcp6, udp and udp6, read every 2 s while this can be seen. Who holds a socket is told for the user&apos;s own programs only.</source>
        <translation>/proc/net/tcp、tcp6、udp 和 udp6，可见时每 2 秒读一次。系统只告诉我们本用户的程序持有哪些套接字。</translation>
    </message>
    <message>
        <source>Port, owner or state</source>
        <translation>端口、持有者或状态</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Framed in blue: opened by MiniQQ. TIME_WAIT blocks a new bind() only without SO_REUSEADDR.</source>
        <translation>蓝框：由 MiniQQ 打开。只有没设 SO_REUSEADDR 时，TIME_WAIT 才会挡住新的 bind()。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::PortBoardView</name>
    <message>
        <source>Ports of this machine</source>
        <translation>本机的端口</translation>
    </message>
    <message>
        <source>Walk the ports with the arrow keys.</source>
        <translation>用方向键在端口间移动。</translation>
    </message>
    <message>
        <source>Asking the system …</source>
        <translation>正在询问系统……</translation>
    </message>
    <message>
        <source>No port matches.</source>
        <translation>没有符合的端口。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::PythonProgram</name>
    <message>
        <source>only the first %1 of these bytes were kept</source>
        <translation>这些字节只保留了前 %1 个</translation>
    </message>
    <message>
        <source>these bytes were not kept</source>
        <translation>这些字节没有保留</translation>
    </message>
    <message>
        <source>The calls that the %1 made in MiniQQ&apos;s Network Lab, as a program</source>
        <translation>%1 在 MiniQQ 网络实验室里做的调用，写成程序</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier call(s) are not known any more</source>
        <translation>
            <numerusform>更早的 %n 个调用已经不知道了</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ReachMatrixCard</name>
    <message>
        <source>Choose a cell to read why it is so.</source>
        <translation>选一个格子，看看为什么。</translation>
    </message>
    <message>
        <source>Who can reach a server bound to …</source>
        <translation>服务器绑定到……时，谁能连上</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>全部重试</translation>
    </message>
    <message>
        <source>Opens a listening socket for each bind choice, dials it from this machine, and closes all.</source>
        <translation>为每种绑定打开一个监听套接字，从本机拨号，然后全部关闭。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ReachMatrixView</name>
    <message>
        <source>Who reaches a server, by how it is bound</source>
        <translation>服务器绑定到不同地址时，谁能连上</translation>
    </message>
    <message>
        <source>Walk the cells with the arrow keys.</source>
        <translation>用方向键在格子间移动。</translation>
    </message>
    <message>
        <source>bind ↓   dial →</source>
        <translation>绑定 ↓   拨号 →</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>没有地址</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::RecordingModel</name>
    <message>
        <source>Time (s)</source>
        <translation>时间（秒）</translation>
    </message>
    <message>
        <source>Socket</source>
        <translation>套接字</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::RecordingWords</name>
    <message>
        <source>%1 events were lost before they could be written</source>
        <translation>%1 个事件在写入之前丢失</translation>
    </message>
    <message>
        <source>opened %1 – %2</source>
        <translation>打开 %1 – %2</translation>
    </message>
    <message>
        <source>secured</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>bytes read</source>
        <translation>读取字节</translation>
    </message>
    <message>
        <source>bytes written</source>
        <translation>写出字节</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>%1 is empty: nothing was recorded.</source>
        <translation>%1 是空的：什么也没有录下。</translation>
    </message>
    <message>
        <source>%1 is no recording. %2 Open a file that miniqq-lab --events or this page has written.</source>
        <translation>%1 不是录制文件。%2 请打开由 miniqq-lab --events 或这一页写出的文件。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is no file: choose a recording.</source>
        <translation>%1 不是文件：请选择一个录制文件。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::RecordingsPage</name>
    <message>
        <source>Save what happened so far</source>
        <translation>保存到目前为止发生的事</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Recordings (*.jsonl *.json)</source>
        <translation>录制文件 (*.jsonl *.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n 个事件</numerusform>
        </translation>
    </message>
    <message>
        <source>the file goes on, this is as much as is shown</source>
        <translation>文件还有更多，这里只显示这些</translation>
    </message>
    <message>
        <source>%1 were lost before they could be written</source>
        <translation>%1 个在写入之前丢失</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) left out</source>
        <translation>
            <numerusform>跳过 %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) saved as %1</source>
        <translation>
            <numerusform>%n 个事件已保存为 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>No event chosen</source>
        <translation>没有选中事件</translation>
    </message>
    <message>
        <source>Choose one to see its bytes and the same call in Python and Qt.</source>
        <translation>选一个，看看它的字节，以及 Python 和 Qt 里相同的调用。</translation>
    </message>
    <message>
        <source>Python: %1</source>
        <translation>Python：%1</translation>
    </message>
    <message>
        <source>Qt: %1</source>
        <translation>Qt：%1</translation>
    </message>
    <message>
        <source>Open a recording…</source>
        <translation>打开录制…</translation>
    </message>
    <message>
        <source>Save what happened so far…</source>
        <translation>保存已发生的事件…</translation>
    </message>
    <message>
        <source>Call, result, socket or type</source>
        <translation>调用、结果、套接字或类型</translation>
    </message>
    <message>
        <source>Events of the recording</source>
        <translation>录制的事件</translation>
    </message>
    <message>
        <source>No recording is open</source>
        <translation>没有打开录制</translation>
    </message>
    <message>
        <source>miniqq-lab writes one with --events FILE, and this program&apos;s own events are saved with the button above. The messenger&apos;s passwords and tokens are in none of them; your chat messages and what was typed in the Lab are.</source>
        <translation>miniqq-lab 用 --events FILE 写出录制；本程序自己的事件可以用上面的按钮保存。其中没有聊天的密码和令牌；你的聊天消息和在实验室里输入的内容则都在。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::RouteCard</name>
    <message>
        <source>A datagram socket was connected to the destination and asked for its own address (getsockname); nothing was sent.</source>
        <translation>让一个数据报套接字连接到目的地，再问它自己的地址（getsockname）；没有发送任何数据。</translation>
    </message>
    <message>
        <source>By the routing table: the longest prefix that fits, then the smallest metric.</source>
        <translation>按路由表：先取符合的最长前缀，再取最小的度量。</translation>
    </message>
    <message>
        <source>The way to …</source>
        <translation>去往……的路</translation>
    </message>
    <message>
        <source>Destination: an address or a name</source>
        <translation>目的地：地址或名字</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::RulerWords</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>message %1 (%2), in “%3”</source>
        <translation>消息 %1（%2），在“%3”里</translation>
    </message>
    <message>
        <source>message %1, %2 (%3)</source>
        <translation>消息 %1，%2（%3）</translation>
    </message>
    <message>
        <source>message %1 (%2)</source>
        <translation>消息 %1（%2）</translation>
    </message>
    <message>
        <source>decoded as %1</source>
        <translation>解出 %1</translation>
    </message>
    <message>
        <source>decoded alone: only %1</source>
        <translation>单独解码：只有 %1</translation>
    </message>
    <message>
        <source>cannot be decoded: %1</source>
        <translation>无法解码：%1</translation>
    </message>
    <message>
        <source>Byte %1 divides message %2, put together again</source>
        <translation>字节 %1 切开消息 %2，已拼好</translation>
    </message>
    <message>
        <source>The cut at byte %1 divides message %2</source>
        <translation>切口在字节 %1，切开了消息 %2</translation>
    </message>
    <message>
        <source>Byte %1 cuts “%2”, put together again</source>
        <translation>字节 %1 切开“%2”，已拼好</translation>
    </message>
    <message>
        <source>The cut at byte %1 goes right through “%2”</source>
        <translation>切口在字节 %1，正好切开“%2”</translation>
    </message>
    <message>
        <source>read %1 → 0: the end</source>
        <translation>第 %1 次读取 → 0：结束</translation>
    </message>
    <message>
        <source>read %1 → %2</source>
        <translation>第 %1 次读取 → %2</translation>
    </message>
    <message>
        <source>read %1: recv(%2) → %3</source>
        <translation>第 %1 次 recv(%2) → %3</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等下文</translation>
    </message>
    <message>
        <source>byte %1: %2</source>
        <translation>字节 %1：%2</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>字节 %1</translation>
    </message>
    <message numerus="yes">
        <source>this read has parts of %n message(s)</source>
        <translation>
            <numerusform>这次读取含 %n 条消息的内容</numerusform>
        </translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>还没读</translation>
    </message>
    <message>
        <source>waits for the rest</source>
        <translation>等待其余字节</translation>
    </message>
    <message>
        <source>The first %1 bytes are not kept any more (%2, %3)</source>
        <translation>最早的 %1 字节不再保留（%2、%3）</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n 条消息</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n read(s)</source>
        <translation>
            <numerusform>%n 次读取</numerusform>
        </translation>
    </message>
    <message>
        <source>No bytes yet.</source>
        <translation>还没有字节。</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1，%2，%3</translation>
    </message>
    <message>
        <source>%1 cuts or more</source>
        <translation>至少 %1 处切口</translation>
    </message>
    <message numerus="yes">
        <source>%n cut(s)</source>
        <translation>
            <numerusform>%n 处切口</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) wait(s) for the rest</source>
        <translation>
            <numerusform>%n 字节在等其余部分</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::RunningService</name>
    <message>
        <source>The program has come to its end.</source>
        <translation>程序运行到了结尾。</translation>
    </message>
    <message>
        <source>Stopped; everything is closed.</source>
        <translation>已停止，全部关闭。</translation>
    </message>
    <message>
        <source>Nobody waits for a reply.</source>
        <translation>没有人在等回复。</translation>
    </message>
    <message>
        <source>Write something: an empty reply would send nothing.</source>
        <translation>请写点什么：空的回复什么也不会发出。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ServiceCard</name>
    <message>
        <source>as printed</source>
        <translation>忠实原文</translation>
    </message>
    <message>
        <source>repaired</source>
        <translation>已修好</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop and remove</source>
        <translation>停止并移除</translation>
    </message>
    <message>
        <source>Your reply</source>
        <translation>你的回复</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>What you write goes to everybody who is registered.</source>
        <translation>你写的内容会发给所有已登记的人。</translation>
    </message>
    <message>
        <source>It is the client&apos;s turn.</source>
        <translation>轮到客户端说话。</translation>
    </message>
    <message>
        <source>%1 waits for your reply, and after it %2 more.</source>
        <translation>%1 在等你的回复，后面还有 %2 个。</translation>
    </message>
    <message>
        <source>%1 waits for your reply.</source>
        <translation>%1 在等你的回复。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ServiceDesk</name>
    <message>
        <source>There is no service %1.</source>
        <translation>没有名为 %1 的服务。</translation>
    </message>
    <message>
        <source>This service has one port.</source>
        <translation>这个服务只有一个端口。</translation>
    </message>
    <message>
        <source>%1 services are the most. Remove one first.</source>
        <translation>最多 %1 个服务。请先移除一个。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ServiceFormCard</name>
    <message>
        <source>UDP has no connections</source>
        <translation>UDP 没有连接</translation>
    </message>
    <message>
        <source>Start a service</source>
        <translation>启动服务</translation>
    </message>
    <message>
        <source>Service of the tutorials</source>
        <translation>教程里的服务</translation>
    </message>
    <message>
        <source>Bind to</source>
        <translation>绑定到</translation>
    </message>
    <message>
        <source>Port, 0: any</source>
        <translation>端口，0：任意</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Idle limit, s</source>
        <translation>空闲上限（秒）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Per address</source>
        <translation>每个地址</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>one at a time</source>
        <translation>一次一个</translation>
    </message>
    <message>
        <source>a thread each</source>
        <translation>每个一线程</translation>
    </message>
    <message>
        <source>event loop</source>
        <translation>事件循环</translation>
    </message>
    <message>
        <source>As printed, with its bugs</source>
        <translation>忠实原文（含错误）</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ServiceWords</name>
    <message>
        <source>Answers each receive with “Server received” and its bytes as Python writes them.</source>
        <translation>每次接收后回答“Server received”和按 Python 写法的字节。</translation>
    </message>
    <message>
        <source>One sentence each, in GBK: the client speaks, you reply, and so on.</source>
        <translation>一人一句，GBK：客户端说一句，你回一句，如此往复。</translation>
    </message>
    <message>
        <source>Says “Welcome!”, and a second after each name “Hello, NAME!”; exit ends it.</source>
        <translation>先说“Welcome！”，收到名字一秒后说“Hello, NAME！”；exit 结束。</translation>
    </message>
    <message>
        <source>Receives once, says “thank you !” and closes. As printed for one client only.</source>
        <translation>接收一次，说“thank you ！”，然后关闭。忠实原文时只服务一个客户端。</translation>
    </message>
    <message>
        <source>Shows each datagram with its sender. As printed the first one only.</source>
        <translation>显示每个数据报及其发送者。忠实原文时只显示第一个。</translation>
    </message>
    <message>
        <source>Sends each datagram back to its sender.</source>
        <translation>把每个数据报发回给发送者。</translation>
    </message>
    <message>
        <source>Whoever sends something is registered; what you write goes to all of them.</source>
        <translation>发来过数据的都会登记；你写的内容发给他们所有人。</translation>
    </message>
    <message>
        <source>Serves a small page and shows the request byte for byte.</source>
        <translation>提供一个小网页，并逐字节显示请求。</translation>
    </message>
    <message>
        <source>serving</source>
        <translation>正在服务</translation>
    </message>
    <message>
        <source>has ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>has died</source>
        <translation>已崩溃</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::SideCard</name>
    <message>
        <source>something failed</source>
        <translation>出过错</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>nothing is open yet</source>
        <translation>还没有打开</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::StepStrip</name>
    <message>
        <source>Step %1: %2 (%3), %4</source>
        <translation>第 %1 步：%2（%3），%4</translation>
    </message>
    <message>
        <source>before an earlier step</source>
        <translation>在前面的步骤之前</translation>
    </message>
    <message>
        <source>Steps of the %1: %2 of %3</source>
        <translation>%1 的步骤：%2 / %3</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>observed: a step is lit by a call that was really made</source>
        <translation>实测：真正执行过的调用点亮一步</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>next: %1</source>
        <translation>下一步：%1</translation>
    </message>
    <message>
        <source>all steps taken</source>
        <translation>所有步骤都已完成</translation>
    </message>
    <message>
        <source>done, without %1</source>
        <translation>已结束，没有 %1</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::StepTracker</name>
    <message>
        <source>create a socket</source>
        <translation>创建套接字</translation>
    </message>
    <message>
        <source>connect to the server</source>
        <translation>和服务器建立连接</translation>
    </message>
    <message>
        <source>send</source>
        <translation>发送数据</translation>
    </message>
    <message>
        <source>receive</source>
        <translation>接收数据</translation>
    </message>
    <message>
        <source>close the socket</source>
        <translation>关闭套接字</translation>
    </message>
    <message>
        <source>bind address and port</source>
        <translation>绑定地址和端口</translation>
    </message>
    <message>
        <source>listen</source>
        <translation>设置监听</translation>
    </message>
    <message>
        <source>wait for a client and accept it</source>
        <translation>等待并接受客户端的连接</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message numerus="yes">
        <source>done %n time(s)</source>
        <translation>
            <numerusform>完成 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>not needed: datagrams have no connection</source>
        <translation>不需要：数据报没有连接</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::StreamPane</name>
    <message>
        <source>read %1</source>
        <translation>第 %1 次读取</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::StreamService</name>
    <message>
        <source>refused %1: as many connections from its address as are allowed are open already (%2)</source>
        <translation>拒绝 %1：来自该地址的连接已达到上限（%2）</translation>
    </message>
    <message>
        <source>closed %1: %2</source>
        <translation>已关闭 %1:%2</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::SwitchCard</name>
    <message>
        <source>Hub and switch: who hears a frame?</source>
        <translation>集线器和交换机：谁听到一帧？</translation>
    </message>
    <message>
        <source>A model of the box; no frame exists.</source>
        <translation>设备的模型；没有真的帧。</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>集线器</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>交换机</translation>
    </message>
    <message>
        <source>Kind of box</source>
        <translation>设备种类</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>发送方</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>Off and on</source>
        <translation>断电再开</translation>
    </message>
    <message>
        <source>A switch that was switched off has forgotten its table.</source>
        <translation>断过电的交换机忘记了它的地址表。</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Choose who sends to whom, or click a machine to make it the sender. Try A to B, then B to A, with either box.</source>
        <translation>选择谁发给谁，或点一台机器让它做发送方。用两种设备试试：先 A 到 B，再 B 到 A。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::SwitchView</name>
    <message>
        <source>Four machines at a hub</source>
        <translation>接在集线器上的四台机器</translation>
    </message>
    <message>
        <source>Four machines at a switch</source>
        <translation>接在交换机上的四台机器</translation>
    </message>
    <message>
        <source>sends</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>gets it</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>hears it, too</source>
        <translation>也听到</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>集线器</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>交换机</translation>
    </message>
    <message>
        <source>has no table</source>
        <translation>没有地址表</translation>
    </message>
    <message>
        <source>%1 → port %2</source>
        <translation>%1 → 端口 %2</translation>
    </message>
    <message>
        <source>knows nobody yet</source>
        <translation>还谁都不认识</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::TcpBench</name>
    <message>
        <source>connected %1 → %2</source>
        <translation>已连接 %1 → %2</translation>
    </message>
    <message>
        <source>Connect first: there is nothing to receive from.</source>
        <translation>请先连接：现在没有可以接收的对象。</translation>
    </message>
    <message>
        <source>recv → b&apos;&apos;: the other side has closed; nothing more will come</source>
        <translation>recv → b&apos;&apos;：对方已关闭，不会再有数据</translation>
    </message>
    <message>
        <source>its end, %1, only begins a character</source>
        <translation>末尾的 %1 只是一个字的开头</translation>
    </message>
    <message>
        <source>Connect first: there is nobody to send to.</source>
        <translation>请先连接：现在没有发送的对象。</translation>
    </message>
    <message>
        <source>You have closed this direction: after shutdown(SHUT_WR) only receiving goes on.</source>
        <translation>你已关闭这个方向：shutdown(SHUT_WR) 之后只能接收。</translation>
    </message>
    <message>
        <source>The other side does not read: %1 bytes wait already. Send this later.</source>
        <translation>对方没有读取：已有 %1 字节在等待。请稍后再发。</translation>
    </message>
    <message>
        <source>shutdown(SHUT_WR): FIN is sent, receiving goes on</source>
        <translation>shutdown(SHUT_WR)：发出 FIN，仍可接收</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>closed with SO_LINGER {1, 0}: RST instead of FIN</source>
        <translation>以 SO_LINGER {1, 0} 关闭：发出 RST 而不是 FIN</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::TcpCard</name>
    <message>
        <source>connect_ex() → %1: %2</source>
        <translation>connect_ex() → %1：%2</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Connect anew</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>recv() waits…</source>
        <translation>recv() 等待中…</translation>
    </message>
    <message>
        <source>TCP client</source>
        <translation>TCP 客户端</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Bind first</source>
        <translation>先绑定</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Sends</source>
        <translation>发送编码</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>读取编码</translation>
    </message>
    <message>
        <source>recv(n)</source>
        <translation>recv(n)</translation>
    </message>
    <message>
        <source>Time limit, s</source>
        <translation>时限（秒）</translation>
    </message>
    <message>
        <source>settimeout(): for connecting, and for each recv() by hand</source>
        <translation>settimeout()：用于连接，也用于每次手动 recv()</translation>
    </message>
    <message>
        <source>Half-close</source>
        <translation>半关闭</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>SO_LINGER {1, 0}, then close(): RST instead of FIN</source>
        <translation>SO_LINGER {1, 0}，再 close()：发 RST 而不是 FIN</translation>
    </message>
    <message>
        <source>Receive by itself</source>
        <translation>自动接收</translation>
    </message>
    <message>
        <source>By lines</source>
        <translation>按行</translation>
    </message>
    <message>
        <source>makefile() and readline(): whole lines, however receives cut them</source>
        <translation>makefile() 和 readline()：不管接收怎么切，都给出整行</translation>
    </message>
    <message>
        <source>What the client sent and received</source>
        <translation>客户端收发的内容</translation>
    </message>
    <message>
        <source>Start a service at the left, then connect to it.</source>
        <translation>先在左边启动服务，再连接它。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ThanksConversation</name>
    <message>
        <source>it left without a word</source>
        <translation>一句话没说就离开了</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::TimeLimit</name>
    <message>
        <source>A time limit is seconds from 0 to 86400, or None to wait for ever; not %1.</source>
        <translation>时限是 0 到 86400 秒，或者写 None 表示一直等；不能是 %1。</translation>
    </message>
    <message>
        <source>setblocking(False): recv() returns at once; with nothing there it fails with EAGAIN.</source>
        <translation>setblocking(False)：recv() 立刻返回；没有数据时以 EAGAIN 失败。</translation>
    </message>
    <message>
        <source>settimeout(%1): the socket is non-blocking; first poll() waits up to %1 s, then recv() is called. If poll() came back empty: timed out.</source>
        <translation>settimeout(%1)：套接字是非阻塞的；先由 poll() 最多等 %1 秒，再调用 recv()。poll() 空手而回，就是超时（timed out）。</translation>
    </message>
    <message>
        <source>settimeout(None), setblocking(True): recv() waits as long as it takes.</source>
        <translation>settimeout(None)、setblocking(True)：recv() 要等多久就等多久。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::TupleCards</name>
    <message>
        <source>same local port as its listener · %1</source>
        <translation>本地端口和监听套接字相同 · %1</translation>
    </message>
    <message>
        <source>no name yet</source>
        <translation>还没有地址</translation>
    </message>
    <message numerus="yes">
        <source>%n older socket(s) are not shown</source>
        <translation>
            <numerusform>还有 %n 个较早的套接字没有显示</numerusform>
        </translation>
    </message>
    <message>
        <source>Sockets and their 5-tuples</source>
        <translation>套接字和它们的五元组</translation>
    </message>
    <message>
        <source>names are what bind(), getsockname(), connect() and accept() told; states follow from the calls</source>
        <translation>地址来自 bind()、getsockname()、connect() 和 accept()；状态由调用得出</translation>
    </message>
    <message>
        <source>No sockets yet</source>
        <translation>还没有套接字</translation>
    </message>
    <message>
        <source>Protocol, local and peer address and port of each socket appear here.</source>
        <translation>每个套接字的协议、本地和对方的地址与端口会出现在这里。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::TupleModel</name>
    <message>
        <source>created</source>
        <translation>已创建</translation>
    </message>
    <message>
        <source>bound</source>
        <translation>已绑定</translation>
    </message>
    <message>
        <source>listens, backlog %1</source>
        <translation>监听中，队列 %1</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>sends no more</source>
        <translation>不再发送</translation>
    </message>
    <message>
        <source>the peer has closed</source>
        <translation>对方已关闭</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message numerus="yes">
        <source>accepted %n connection(s)</source>
        <translation>
            <numerusform>接受了 %n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 B sent in %2 · %3 B received in %4</source>
        <translation>发送 %2 次共 %1 B · 接收 %4 次共 %3 B</translation>
    </message>
    <message>
        <source>%1: %2, local %3, peer %4, %5, %6</source>
        <translation>%1：%2，本地 %3，对方 %4，%5，%6</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::UdpBench</name>
    <message>
        <source>open, bound to %1</source>
        <translation>已打开，绑定到 %1</translation>
    </message>
    <message>
        <source>open; the first send will bind it to a port of the kernel&apos;s choice</source>
        <translation>已打开；第一次发送时由内核选一个端口绑定</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Open the socket first.</source>
        <translation>请先打开套接字。</translation>
    </message>
    <message>
        <source>only %1 of %2 bytes fit; the rest of the datagram is lost for ever</source>
        <translation>%2 字节中只放得下 %1 字节；数据报的其余部分永远丢失</translation>
    </message>
    <message>
        <source>%1 groups are the most. Leave one first.</source>
        <translation>最多 %1 个组。请先退出一个。</translation>
    </message>
    <message>
        <source>A group is a multicast address, 224.0.0.0 to 239.255.255.255 in IPv4, such as 239.1.2.3.</source>
        <translation>组是一个组播地址，IPv4 中为 224.0.0.0 到 239.255.255.255，例如 239.1.2.3。</translation>
    </message>
    <message>
        <source>%1 is no multicast address: those of IPv4 go from 224.0.0.0 to 239.255.255.255.</source>
        <translation>%1 不是组播地址：IPv4 的组播地址是 224.0.0.0 到 239.255.255.255。</translation>
    </message>
    <message>
        <source>This socket is no member of %1.</source>
        <translation>这个套接字不是 %1 的成员。</translation>
    </message>
    <message>
        <source>joined %1</source>
        <translation>已加入 %1</translation>
    </message>
    <message>
        <source>left %1</source>
        <translation>已退出 %1</translation>
    </message>
    <message>
        <source>multicast leaves from %1</source>
        <translation>组播从 %1 发出</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::UdpCard</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>UDP socket</source>
        <translation>UDP 套接字</translation>
    </message>
    <message>
        <source>Bind to</source>
        <translation>绑定到</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Sends</source>
        <translation>发送编码</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>读取编码</translation>
    </message>
    <message>
        <source>recvfrom(n)</source>
        <translation>recvfrom(n)</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>接口</translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation>系统决定</translation>
    </message>
    <message>
        <source>Multicast TTL</source>
        <translation>组播 TTL</translation>
    </message>
    <message>
        <source>Send to: an address, a broadcast address or a group</source>
        <translation>发送到：地址、广播地址或组</translation>
    </message>
    <message>
        <source>Without it the kernel refuses to send to broadcast addresses</source>
        <translation>没有它，内核拒绝向广播地址发送</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>回环</translation>
    </message>
    <message>
        <source>Own multicast comes back to this computer</source>
        <translation>自己发的组播也回到本机</translation>
    </message>
    <message>
        <source>Set TTL, loop, interface</source>
        <translation>设置 TTL、回环、接口</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>What the socket sent and received</source>
        <translation>套接字收发的内容</translation>
    </message>
    <message>
        <source>UDP has no connection: open the socket and send.</source>
        <translation>UDP 没有连接：打开套接字，直接发送。</translation>
    </message>
</context>
<context>
    <name>miniqq::lab::Workbench</name>
    <message>
        <source>TCP client %1</source>
        <translation>TCP 客户端 %1</translation>
    </message>
    <message>
        <source>UDP socket, not bound yet</source>
        <translation>UDP 套接字，尚未绑定</translation>
    </message>
    <message>
        <source>UDP socket %1</source>
        <translation>UDP 套接字 %1</translation>
    </message>
    <message>
        <source>%1, bound to %2</source>
        <translation>%1，绑定到 %2</translation>
    </message>
</context>
<context>
    <name>miniqq::server::ConnectionDetails</name>
    <message>
        <source>Not signed in</source>
        <translation>尚未登录</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>连接 %1</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>Local end</source>
        <translation>本端</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>handshake in progress</source>
        <translation>握手中</translation>
    </message>
    <message>
        <source>none: everyone on the way can read along</source>
        <translation>没有：途中的任何人都能读到</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation>密码套件</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>In</source>
        <translation>收</translation>
    </message>
    <message>
        <source>%1 in %2 frames</source>
        <translation>%1，%2 个报文</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>发</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>%1 sent, %2 delivered</source>
        <translation>发送 %1，投递 %2</translation>
    </message>
    <message>
        <source>RTT</source>
        <translation>RTT</translation>
    </message>
    <message>
        <source>not available here</source>
        <translation>这里无法得知</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Close details</source>
        <translation>关闭详情</translation>
    </message>
    <message>
        <source>5-tuple</source>
        <translation>五元组</translation>
    </message>
    <message>
        <source>The local port is the listening port: accept() does not change it. The whole 5-tuple tells connections apart.</source>
        <translation>本端端口与监听端口相同：accept() 不会换端口，区分连接靠的是整个五元组。</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>bytes per second</source>
        <translation>字节每秒</translation>
    </message>
    <message>
        <source>Show frames</source>
        <translation>看报文</translation>
    </message>
    <message>
        <source>Kick…</source>
        <translation>请出…</translation>
    </message>
</context>
<context>
    <name>miniqq::server::ConnectionsModel</name>
    <message>
        <source>not signed in</source>
        <translation>尚未登录</translation>
    </message>
    <message>
        <source>handshake</source>
        <translation>握手中</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 bytes in %2 frames, %3 messages</source>
        <translation>%1 字节，%2 个报文，%3 条消息</translation>
    </message>
    <message>
        <source>smoothed round trip time, getsockopt(TCP_INFO)</source>
        <translation>平滑往返时间，getsockopt(TCP_INFO)</translation>
    </message>
    <message>
        <source>bytes queued in the server that the system has not taken yet</source>
        <translation>在服务器中排队、系统还没有取走的字节</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>Local end</source>
        <translation>本端</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>In</source>
        <translation>收</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>发</translation>
    </message>
    <message>
        <source>RTT ms</source>
        <translation>RTT ms</translation>
    </message>
    <message>
        <source>60 s</source>
        <translation>60 秒</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>miniqq::server::ConnectionsPage</name>
    <message>
        <source>Account, address or port</source>
        <translation>账号、地址或端口</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>“Stop listening” closes only the listening socket: those already connected go on chatting. “Shut down” ends all connections in order.</source>
        <translation>“停止监听”只关闭监听套接字：已经连上的人可以继续聊天。“关闭服务器”才会按顺序结束所有连接。</translation>
    </message>
    <message>
        <source>Nobody is connected yet</source>
        <translation>还没有人连接</translation>
    </message>
    <message>
        <source>Start MiniQQ on this or another computer and type one of the addresses above.</source>
        <translation>在这台或另一台电脑上启动 MiniQQ，输入上面的一个地址。</translation>
    </message>
    <message>
        <source>New people cannot connect now</source>
        <translation>新的人现在连不上</translation>
    </message>
    <message>
        <source>The listening socket is closed. Start listening to let them in.</source>
        <translation>监听套接字已关闭。开始监听，他们才能进来。</translation>
    </message>
    <message>
        <source>Start listening</source>
        <translation>开始监听</translation>
    </message>
</context>
<context>
    <name>miniqq::server::Format</name>
    <message>
        <source>now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
</context>
<context>
    <name>miniqq::server::KickDialog</name>
    <message>
        <source>Kick</source>
        <translation>请出</translation>
    </message>
    <message>
        <source>End the connection of %1?</source>
        <translation>结束 %1 的连接？</translation>
    </message>
    <message>
        <source>They see your reason and are not reconnected by themselves. They can sign in again.</source>
        <translation>对方会看到你写的原因，不会自动重连，但可以重新登录。</translation>
    </message>
    <message>
        <source>Reason, shown to them</source>
        <translation>原因（对方看得到）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The operator ended this connection.</source>
        <translation>管理员结束了这个连接。</translation>
    </message>
</context>
<context>
    <name>miniqq::server::LimitsModel</name>
    <message>
        <source>Limit</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Set to</source>
        <translation>设定值</translation>
    </message>
    <message>
        <source>Times reached</source>
        <translation>触发次数</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>%1 at once, then %2 per second</source>
        <translation>一次 %1 个，之后每秒 %2 个</translation>
    </message>
    <message>
        <source>%1 at once, then %2 per minute</source>
        <translation>一次 %1 个，之后每分钟 %2 个</translation>
    </message>
    <message>
        <source>Frame before sign-in</source>
        <translation>登录前的单帧大小</translation>
    </message>
    <message>
        <source>Frame after sign-in</source>
        <translation>登录后的单帧大小</translation>
    </message>
    <message>
        <source>Time for the TLS handshake</source>
        <translation>TLS 握手时限</translation>
    </message>
    <message>
        <source>Time to sign in</source>
        <translation>登录时限</translation>
    </message>
    <message>
        <source>Time to finish a frame</source>
        <translation>收完一帧的时限</translation>
    </message>
    <message>
        <source>Silence until a connection counts as dead</source>
        <translation>多久无声即视为断线</translation>
    </message>
    <message>
        <source>Connections in all</source>
        <translation>连接总数</translation>
    </message>
    <message>
        <source>Connections per address</source>
        <translation>每个地址的连接数</translation>
    </message>
    <message>
        <source>Connections per address that have not signed in</source>
        <translation>每个地址未登录的连接数</translation>
    </message>
    <message>
        <source>Connections in all that have not signed in</source>
        <translation>未登录的连接总数</translation>
    </message>
    <message>
        <source>New connections per address</source>
        <translation>每个地址的新连接</translation>
    </message>
    <message>
        <source>Frames per connection</source>
        <translation>每个连接的帧数</translation>
    </message>
    <message>
        <source>Bytes per connection</source>
        <translation>每个连接的字节数</translation>
    </message>
    <message>
        <source>Bytes waiting for somebody who does not read</source>
        <translation>等待不读取者的字节数</translation>
    </message>
    <message>
        <source>Sessions per account</source>
        <translation>每个账号的会话数</translation>
    </message>
    <message>
        <source>New accounts</source>
        <translation>新账号</translation>
    </message>
    <message>
        <source>New accounts per address</source>
        <translation>每个地址的新账号</translation>
    </message>
    <message>
        <source>Wrong passwords per account and address without a wait</source>
        <translation>每个账号和地址无需等待的密码错误次数</translation>
    </message>
    <message>
        <source>Wrong passwords per address</source>
        <translation>每个地址的密码错误次数</translation>
    </message>
    <message>
        <source>Wrong passwords per account</source>
        <translation>每个账号的密码错误次数</translation>
    </message>
    <message>
        <source>Passwords waiting to be checked</source>
        <translation>等待核对的密码</translation>
    </message>
    <message>
        <source>Characters of a message</source>
        <translation>单条消息的字符数</translation>
    </message>
    <message>
        <source>Messages per account</source>
        <translation>每个账号的消息</translation>
    </message>
    <message>
        <source>Messages waiting for the disk</source>
        <translation>等待写盘的消息</translation>
    </message>
    <message>
        <source>Pages of history per account</source>
        <translation>每个账号的历史翻页</translation>
    </message>
    <message>
        <source>Other requests per session</source>
        <translation>每个会话的其他请求</translation>
    </message>
    <message>
        <source>Typing hints per account</source>
        <translation>每个账号的输入提示</translation>
    </message>
    <message>
        <source>Members of a group</source>
        <translation>群成员数</translation>
    </message>
    <message>
        <source>Groups per account</source>
        <translation>每个账号的群数</translation>
    </message>
    <message>
        <source>Changes of groups per account</source>
        <translation>每个账号的群变更</translation>
    </message>
    <message>
        <source>People brought into groups per account</source>
        <translation>每个账号拉人入群的人数</translation>
    </message>
    <message>
        <source>Messages taken back per account</source>
        <translation>每个账号撤回的消息</translation>
    </message>
    <message>
        <source>Messages per group</source>
        <translation>每个群的消息</translation>
    </message>
    <message>
        <source>Changes of a group waiting for the disk</source>
        <translation>等待写盘的群变更</translation>
    </message>
    <message>
        <source>People mentioned in a message</source>
        <translation>一条消息提及的人数</translation>
    </message>
    <message>
        <source>Messages per group that mention everybody</source>
        <translation>每个群提及所有人的消息</translation>
    </message>
    <message>
        <source>Bytes of files per connection</source>
        <translation>每个连接的文件字节数</translation>
    </message>
    <message>
        <source>Values in a frame, and how deep they lie</source>
        <translation>一帧中值的数量与嵌套深度</translation>
    </message>
    <message>
        <source>Groups that somebody was brought into</source>
        <translation>一人被拉入的群</translation>
    </message>
    <message>
        <source>Groups that somebody was brought into by one person</source>
        <translation>一人被同一人拉入的群</translation>
    </message>
    <message>
        <source>Characters of a group&apos;s title</source>
        <translation>群名称的字符数</translation>
    </message>
    <message>
        <source>Characters of a group&apos;s notice</source>
        <translation>群公告的字符数</translation>
    </message>
    <message>
        <source>Bytes of a file</source>
        <translation>单个文件的字节数</translation>
    </message>
    <message>
        <source>Files per account waiting for their turn</source>
        <translation>每个账号排队等候的文件</translation>
    </message>
    <message>
        <source>Files on their way in all</source>
        <translation>传输中的文件总数</translation>
    </message>
    <message>
        <source>Bytes of files kept per account</source>
        <translation>每个账号保存的文件字节数</translation>
    </message>
    <message>
        <source>Pictures: bytes, size and frames</source>
        <translation>图片：字节数、尺寸与帧数</translation>
    </message>
    <message>
        <source>Profile pictures: bytes and size</source>
        <translation>头像：字节数与尺寸</translation>
    </message>
    <message>
        <source>Time in which nothing of a file moves</source>
        <translation>文件传输停滞的时限</translation>
    </message>
    <message>
        <source>Free disk space below which no file is taken</source>
        <translation>低于此剩余空间即不再接收文件</translation>
    </message>
    <message>
        <source>%1 at once, then %2/s</source>
        <translation>一次 %1，之后每秒 %2</translation>
    </message>
</context>
<context>
    <name>miniqq::server::LimitsPage</name>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
</context>
<context>
    <name>miniqq::server::ListenBar</name>
    <message>
        <source>Listening</source>
        <translation>正在监听</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>未监听</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Shutting down</source>
        <translation>正在关闭</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>停止监听</translation>
    </message>
    <message>
        <source>Start listening</source>
        <translation>开始监听</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Address to listen on</source>
        <translation>监听的地址</translation>
    </message>
    <message>
        <source>Port to listen on; 0 takes a free one</source>
        <translation>监听的端口；0 表示任选一个空闲端口</translation>
    </message>
    <message>
        <source>0 takes a free port</source>
        <translation>0 表示任选空闲端口</translation>
    </message>
    <message>
        <source>Copy join text</source>
        <translation>复制加入信息</translation>
    </message>
    <message>
        <source>Shut down</source>
        <translation>关闭服务器</translation>
    </message>
</context>
<context>
    <name>miniqq::server::LogModel</name>
    <message>
        <source>info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
</context>
<context>
    <name>miniqq::server::LogPage</name>
    <message>
        <source>Search the log</source>
        <translation>搜索日志</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>miniqq::server::LogWords</name>
    <message>
        <source>account created</source>
        <translation>账号已创建</translation>
    </message>
    <message>
        <source>signed in</source>
        <translation>已登录</translation>
    </message>
    <message>
        <source>connected over TLS</source>
        <translation>已通过 TLS 连接</translation>
    </message>
    <message>
        <source>connected without TLS</source>
        <translation>已连接，未加密</translation>
    </message>
    <message>
        <source>message refused: too many in a short time</source>
        <translation>消息被拒绝：短时间内太多</translation>
    </message>
    <message>
        <source>registration refused: too many in a short time</source>
        <translation>注册被拒绝：短时间内太多</translation>
    </message>
    <message>
        <source>sign-in refused: too many wrong passwords</source>
        <translation>登录被拒绝：密码错误次数太多</translation>
    </message>
    <message>
        <source>sign-in refused: wrong account or password</source>
        <translation>登录被拒绝：账号或密码不对</translation>
    </message>
    <message>
        <source>refused: this address connects too often</source>
        <translation>被拒绝：这个地址连接得太频繁</translation>
    </message>
    <message>
        <source>refused: too many connections from this address</source>
        <translation>被拒绝：这个地址的连接太多</translation>
    </message>
    <message>
        <source>refused: the server is full</source>
        <translation>被拒绝：服务器已满</translation>
    </message>
    <message>
        <source>does not speak this protocol</source>
        <translation>说的不是本协议</translation>
    </message>
    <message>
        <source>no TLS handshake in time</source>
        <translation>没有按时完成 TLS 握手</translation>
    </message>
    <message>
        <source>not signed in in time</source>
        <translation>没有按时登录</translation>
    </message>
    <message>
        <source>a frame was begun and not finished in time</source>
        <translation>报文只发了一半，没有按时发完</translation>
    </message>
    <message>
        <source>nothing was heard in time</source>
        <translation>太久没有动静</translation>
    </message>
    <message>
        <source>plain: whoever is on the way can read and change everything</source>
        <translation>未加密：途中的任何人都能看到并改动一切</translation>
    </message>
    <message>
        <source>shutting down</source>
        <translation>正在关闭</translation>
    </message>
    <message>
        <source>peer_closed</source>
        <translation>对端关闭了连接（peer_closed）</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>连接被重置（reset）</translation>
    </message>
    <message>
        <source>protocol_error</source>
        <translation>协议错误（protocol_error）</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>超时（timeout）</translation>
    </message>
    <message>
        <source>slow_consumer</source>
        <translation>对端读得太慢（slow_consumer）</translation>
    </message>
    <message>
        <source>tls_failed</source>
        <translation>TLS 失败（tls_failed）</translation>
    </message>
    <message>
        <source>kicked</source>
        <translation>被请出（kicked）</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>被更新的会话连接取代（replaced）</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝（refused）</translation>
    </message>
    <message>
        <source>shutdown</source>
        <translation>服务器关闭（shutdown）</translation>
    </message>
    <message>
        <source>local_closed</source>
        <translation>本端关闭（local_closed）</translation>
    </message>
    <message>
        <source>disconnected: %1</source>
        <translation>连接断开：%1</translation>
    </message>
    <message>
        <source>closed: %1</source>
        <translation>已断开：%1</translation>
    </message>
    <message>
        <source>TLS: %1</source>
        <translation>TLS：%1</translation>
    </message>
    <message>
        <source>cannot accept: %1</source>
        <translation>无法接受连接：%1</translation>
    </message>
    <message>
        <source>the system allows this program only %1 connections (ulimit -n)</source>
        <translation>系统只允许本程序有 %1 个连接（ulimit -n）</translation>
    </message>
    <message>
        <source>stopped listening on %1</source>
        <translation>已停止监听 %1</translation>
    </message>
    <message>
        <source>listening on %1</source>
        <translation>正在监听 %1</translation>
    </message>
    <message>
        <source>%1 (%2 like this in 10 s)</source>
        <translation>%1（10 秒内 %2 次）</translation>
    </message>
    <message>
        <source>Address already in use</source>
        <translation>地址已被占用</translation>
    </message>
    <message>
        <source>Cannot assign requested address</source>
        <translation>无法使用这个地址</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间已满</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统只读</translation>
    </message>
    <message>
        <source>The system allows this program too few descriptors; raise the limit (ulimit -n).</source>
        <translation>系统允许本程序打开的描述符太少；请提高限制（ulimit -n）。</translation>
    </message>
    <message>
        <source>Cannot listen on %1: %2. Another program listens there; choose another port or stop it.</source>
        <translation>无法监听 %1：%2。已有别的程序在那里监听；请换一个端口，或者停掉那个程序。</translation>
    </message>
    <message>
        <source>Cannot listen on %1: %2. Ports below 1024 need special rights; choose a higher one.</source>
        <translation>无法监听 %1：%2。1024 以下的端口需要特殊权限；请选择更大的端口号。</translation>
    </message>
    <message>
        <source>Cannot listen on %1: %2. This computer does not have that address.</source>
        <translation>无法监听 %1：%2。本机没有这个地址。</translation>
    </message>
    <message>
        <source>Cannot listen on %1: %2.</source>
        <translation>无法监听 %1：%2。</translation>
    </message>
    <message>
        <source>The data folder %1 is in use by another server (process %2). Stop it first, or choose another folder.</source>
        <translation>数据文件夹 %1 正被另一个服务器使用（进程 %2）。请先停掉它，或者换一个文件夹。</translation>
    </message>
    <message>
        <source>The data folder %1 cannot be made: %2.</source>
        <translation>无法创建数据文件夹 %1：%2。</translation>
    </message>
    <message>
        <source>The data folder %1 cannot be written to: %2.</source>
        <translation>无法写入数据文件夹 %1：%2。</translation>
    </message>
    <message>
        <source>The data folder %1 cannot be locked: %2.</source>
        <translation>无法锁定数据文件夹 %1：%2。</translation>
    </message>
    <message>
        <source>The database %1 cannot be opened: %2</source>
        <translation>无法打开数据库 %1：%2</translation>
    </message>
    <message>
        <source>public key SHA-256 %1</source>
        <translation>公钥 SHA-256 %1</translation>
    </message>
</context>
<context>
    <name>miniqq::server::ReachableBar</name>
    <message>
        <source>Ethernet</source>
        <translation>以太网</translation>
    </message>
    <message>
        <source>Wi-Fi</source>
        <translation>Wi-Fi</translation>
    </message>
    <message>
        <source>virtual</source>
        <translation>虚拟</translation>
    </message>
    <message>
        <source>this machine only</source>
        <translation>仅本机</translation>
    </message>
    <message>
        <source>link-local</source>
        <translation>链路本地</translation>
    </message>
    <message>
        <source>private</source>
        <translation>私有</translation>
    </message>
    <message>
        <source>provider&apos;s NAT</source>
        <translation>运营商 NAT</translation>
    </message>
    <message>
        <source>global</source>
        <translation>公网</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>Nobody new can connect while the server is not listening.</source>
        <translation>服务器没有监听时，新的人无法连接。</translation>
    </message>
    <message>
        <source>Reachable at</source>
        <translation>可从这里连接</translation>
    </message>
</context>
<context>
    <name>miniqq::server::ServerWindow</name>
    <message>
        <source>The server was shut down by its operator.</source>
        <translation>管理员关闭了服务器。</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>Use a free port</source>
        <translation>改用空闲端口</translation>
    </message>
    <message>
        <source>Join the chat “%1”: start MiniQQ and type this server address: %2</source>
        <translation>加入聊天“%1”：启动 MiniQQ，输入服务器地址：%2</translation>
    </message>
    <message>
        <source>Fingerprint of the server&apos;s key (SHA-256): %1</source>
        <translation>服务器密钥的指纹（SHA-256）：%1</translation>
    </message>
    <message>
        <source>The join text is in the clipboard: paste it to those you invite.</source>
        <translation>加入信息已在剪贴板：粘贴给你邀请的人。</translation>
    </message>
    <message>
        <source>MiniQQ server</source>
        <translation>MiniQQ 服务器</translation>
    </message>
    <message>
        <source>%1 – MiniQQ server</source>
        <translation>%1 – MiniQQ 服务器</translation>
    </message>
    <message>
        <source>Connections  %1</source>
        <translation>连接  %1</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>报文往来</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Language and appearance</source>
        <translation>语言和外观</translation>
    </message>
    <message>
        <source>The server was closed by its operator.</source>
        <translation>管理员关闭了服务器。</translation>
    </message>
    <message>
        <source>The server cannot listen there</source>
        <translation>服务器无法在那里监听</translation>
    </message>
    <message>
        <source>The server could not be started</source>
        <translation>服务器无法启动</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
</context>
<context>
    <name>miniqq::server::StatusFoot</name>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n 个账号</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 msg/s</source>
        <translation>%1 条/秒</translation>
    </message>
    <message>
        <source>messages per second</source>
        <translation>每秒消息数</translation>
    </message>
    <message>
        <source>store %1</source>
        <translation>存储 %1</translation>
    </message>
    <message>
        <source>last commit %1 ms</source>
        <translation>最近一次提交 %1 ms</translation>
    </message>
    <message>
        <source>up %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>passwords and tokens are never recorded</source>
        <translation>从不记录密码和令牌</translation>
    </message>
    <message>
        <source>counted by the server as it works</source>
        <translation>由服务器在运行中计数</translation>
    </message>
</context>
<context>
    <name>miniqq::tap::ImportWords</name>
    <message>
        <source>The line is too long for a recording.</source>
        <translation>这一行太长，不是录制内容。</translation>
    </message>
    <message>
        <source>The line is not a JSON object.</source>
        <translation>这一行不是 JSON 对象。</translation>
    </message>
    <message>
        <source>The line is no event of a recording: &quot;%1&quot; %2.</source>
        <translation>这一行不是录制的事件：“%1” %2。</translation>
    </message>
</context>
<context>
    <name>miniqq::tap::TrafficModel</name>
    <message>
        <source>me</source>
        <translation>我</translation>
    </message>
    <message>
        <source>server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>bytes read</source>
        <translation>读到字节</translation>
    </message>
    <message>
        <source>bytes written</source>
        <translation>写出字节</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>not an envelope</source>
        <translation>不是信封</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>To</source>
        <translation>发往</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::Appearance</name>
    <message>
        <source>System language</source>
        <translation>系统语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::Avatar</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::Badge</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::BusyRing</name>
    <message>
        <source>working</source>
        <translation>正在处理</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::Button</name>
    <message>
        <source>working</source>
        <translation>正在处理</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::ConnectionCard</name>
    <message>
        <source>My connection · TCP five-tuple</source>
        <translation>我的连接 · TCP 五元组</translation>
    </message>
    <message>
        <source>getsockname() and getpeername() of the socket</source>
        <translation>套接字的 getsockname() 和 getpeername()</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Server&apos;s key</source>
        <translation>服务器密钥</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::ExchangeDiagramCard</name>
    <message>
        <source>Exchange</source>
        <translation>报文往来</translation>
    </message>
    <message>
        <source>every arrow is a frame that was read from or written to the socket</source>
        <translation>每个箭头都是从套接字读出或写入套接字的一个报文</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Frames appear here as they cross the wire.</source>
        <translation>报文经过线路时会出现在这里。</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::ExchangeLegend</name>
    <message>
        <source>Legend: %1</source>
        <translation>图例：%1</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::ExchangeView</name>
    <message>
        <source>Filter, e.g. type:chat from:bob</source>
        <translation>筛选，例如 type:chat from:bob</translation>
    </message>
    <message>
        <source>Go on showing</source>
        <translation>继续显示</translation>
    </message>
    <message>
        <source>Stand still; the log goes on</source>
        <translation>停住画面；记录照常进行</translation>
    </message>
    <message>
        <source>Show every read and write of the stream too</source>
        <translation>也显示字节流的每次读写</translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n 个报文</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n frames</source>
        <translation>
            <numerusform>%n 个报文中的 %1 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older ones dropped</source>
        <translation>
            <numerusform>较早的 %n 个已丢弃</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n 个新的</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing fits the filter</source>
        <translation>没有符合筛选的报文</translation>
    </message>
    <message numerus="yes">
        <source>%n frames are hidden.</source>
        <translation>
            <numerusform>%n 个报文被隐藏。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been said yet</source>
        <translation>还没有报文</translation>
    </message>
    <message>
        <source>Every frame appears here as it crosses the wire.</source>
        <translation>每个报文经过线路时都会出现在这里。</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::FrameDetails</name>
    <message>
        <source>header</source>
        <translation>帧头</translation>
    </message>
    <message>
        <source>No frame selected</source>
        <translation>没有选中报文</translation>
    </message>
    <message>
        <source>Choose one in the list or in the diagram to see its fields and bytes.</source>
        <translation>在列表或时序图中选一个，查看它的字段和字节。</translation>
    </message>
    <message>
        <source>Copy the frame as hex</source>
        <translation>以十六进制复制整个报文</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>exactly these bytes were read from or written to the socket</source>
        <translation>从套接字读出或写入套接字的正是这些字节</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n bytes</source>
        <translation>
            <numerusform>%1 · %n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>Secrets were replaced before this was stored; lengths are those of what is shown.</source>
        <translation>保存之前已替换机密内容；长度以显示的内容为准。</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::FrameFieldsView</name>
    <message>
        <source>Fields of the frame</source>
        <translation>报文的字段</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>报文</translation>
    </message>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>%1: %2, bytes %3</source>
        <extracomment>%1 name of a field, %2 its value, %3 its bytes, e.g. &quot;13–21&quot;; read aloud</extracomment>
        <translation>%1：%2，字节 %3</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::FrameListView</name>
    <message>
        <source>Frames</source>
        <translation>报文</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::HexView</name>
    <message>
        <source>Bytes of the frame</source>
        <translation>报文的字节</translation>
    </message>
    <message>
        <source>no bytes</source>
        <translation>没有字节</translation>
    </message>
    <message>
        <source>offset %1: %2</source>
        <translation>偏移 %1：%2</translation>
    </message>
    <message>
        <source>offset %1: %2, part of %3</source>
        <translation>偏移 %1：%2，属于 %3</translation>
    </message>
    <message>
        <source>Copy as hex</source>
        <translation>复制为十六进制</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::IconButton</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n 条未读</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::ui::InputField</name>
    <message>
        <source>Show password</source>
        <translation>显示密码</translation>
    </message>
    <message>
        <source>Hide password</source>
        <translation>隐藏密码</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::RttCard</name>
    <message>
        <source>Round trip time</source>
        <translation>往返时间 RTT</translation>
    </message>
    <message>
        <source>resent</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>unacked</source>
        <translation>未确认</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::SearchField</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::SequenceDiagram</name>
    <message>
        <source>Sequence diagram</source>
        <translation>时序图</translation>
    </message>
    <message>
        <source>me</source>
        <translation>我</translation>
    </message>
    <message>
        <source>%1 s of silence</source>
        <translation>静默 %1 秒</translation>
    </message>
    <message>
        <source>answered after %1</source>
        <translation>%1后应答</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::Sparkline</name>
    <message>
        <source>no samples yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>now %1, lowest %2, highest %3 %4</source>
        <translation>现在 %1，最低 %2，最高 %3 %4</translation>
    </message>
</context>
</TS>
