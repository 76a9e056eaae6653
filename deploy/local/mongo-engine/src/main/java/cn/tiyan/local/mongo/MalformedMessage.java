package cn.tiyan.local.mongo;

import java.io.IOException;

/** What arrived is no wire message this bridge can read. The stream cannot be trusted any further: its connection closes. */
final class MalformedMessage extends IOException {

    MalformedMessage(String message) {
        super(message);
    }
}
