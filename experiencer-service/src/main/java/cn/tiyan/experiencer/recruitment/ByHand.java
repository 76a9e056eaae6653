package cn.tiyan.experiencer.recruitment;

import cn.tiyan.platform.privacy.Personal;
import org.springframework.stereotype.Component;

/** There is no SMS service here: whoever invites hands the link over. */
@Component
class ByHand implements Messenger {

    @Override
    public boolean send(Personal phone, String text) {
        return false;
    }
}
