package org.imgmill.samples;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Serves the pictures of the sample catalogue.
@Configuration(proxyBeanMethods = false)
class SamplePictures implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/samples/*").addResourceLocations("classpath:/samples/");
    }
}
