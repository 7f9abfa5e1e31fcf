package org.imgmill.page;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Every view of the page is the same document; which one it shows, it reads from its address.
@Configuration(proxyBeanMethods = false)
class PageRoutes implements WebMvcConfigurer {

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addViewController("/").setViewName("forward:/index.html");
        views.addViewController("/preview").setViewName("forward:/index.html");
        views.addViewController("/catalogues").setViewName("forward:/index.html");
        views.addViewController("/catalogues/{id}").setViewName("forward:/index.html");
        views.addViewController("/keys").setViewName("forward:/index.html");
        views.addViewController("/batches/{id}").setViewName("forward:/index.html");
    }

    /// Asked for anew each time and answered with 304: modules of two versions must never meet.
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry files) {
        files.addResourceHandler("/page/**", "/index.html")
                .addResourceLocations("classpath:/static/page/", "classpath:/static/")
                .setCacheControl(CacheControl.noCache());
    }
}
