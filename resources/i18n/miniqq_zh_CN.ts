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
        <translation>会话：“lobby”，或者“d:”加上按升序排列的两个账号名。</translation>
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
    <name>miniqq::client::ConversationHeader</name>
    <message>
        <source>Network view (F12)</source>
        <translation>网络视图（F12）</translation>
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
