package cn.tiyan.reporting.notice;

/** Sends nothing: what it would have sent stays visible in the outbox. */
record RecordingChannel(ChannelKind kind) implements Channel {

    @Override
    public boolean send(Message message) {
        return false;
    }
}
