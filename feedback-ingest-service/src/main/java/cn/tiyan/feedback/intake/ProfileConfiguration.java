package cn.tiyan.feedback.intake;

import cn.tiyan.feedback.profile.ProfileSettings;
import cn.tiyan.feedback.profile.Profiles;
import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {

    @Bean
    Live<Profiles> profiles(LiveSettings settings, Senders senders) {
        return settings.bind("tiyan.feedback.mapping", ProfileSettings.class,
                written -> new Profiles(written, PushField::targets, senders.profiles()));
    }
}
