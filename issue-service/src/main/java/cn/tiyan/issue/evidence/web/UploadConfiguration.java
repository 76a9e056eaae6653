package cn.tiyan.issue.evidence.web;

import cn.tiyan.issue.evidence.EvidenceProperties;
import jakarta.servlet.MultipartConfigElement;
import org.springframework.boot.servlet.MultipartConfigFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

    private static final DataSize WRAPPING = DataSize.ofMegabytes(1);

    /** One file and what is around it. An upload is on disk from its first byte. */
    @Bean
    MultipartConfigElement uploads(EvidenceProperties properties) {
        var uploads = new MultipartConfigFactory();
        uploads.setMaxFileSize(properties.largestFile());
        uploads.setMaxRequestSize(DataSize.ofBytes(properties.largestFile().toBytes() + WRAPPING.toBytes()));
        return uploads.createMultipartConfig();
    }
}
