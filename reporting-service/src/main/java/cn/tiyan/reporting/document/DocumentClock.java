package cn.tiyan.reporting.document;

import cn.tiyan.platform.aggregate.Timer;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long documents are kept; deletes those that are not kept any longer, and what attempts left that came to nothing. */
@Configuration(proxyBeanMethods = false)
class DocumentClock {

    @Bean
    Live<DocumentPolicy> documentPolicy(LiveSettings settings) {
        return settings.bind("tiyan.reporting.document", DocumentPolicy.class);
    }

    @Bean
    Timer<DocumentJob> documentTimer(DocumentFiles files) {
        return new Timer<>(DocumentJob.class, (job, now) -> {
            if (job.clockStrikes(DocumentWorker.ITSELF, now)) {
                files.deleteAll(job.id());
            }
        });
    }
}
