package cn.tiyan.experiencer.recruitment;

import cn.tiyan.platform.privacy.Personal;

/** Tells people outside something on their phones. Where a province has an SMS service, its implementation takes the place of ours. */
public interface Messenger {

    /**
     * Sends a text.
     *
     * @param text may hold a secret, such as a link's token: never to be logged
     * @return false if it was not sent: then the office hands it over itself
     */
    boolean send(Personal phone, String text);
}
