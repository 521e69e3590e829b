package printing

import (
	"context"
	"fmt"
	"image"
	"image/draw"
	"io"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"guitu/internal/store"
)

// Previewer shows PDF pages as pictures: the very bytes that will be printed.
//
// PDFium runs as WebAssembly, without cgo and without access to the disk. The
// first Open compiles it, which takes seconds on a slow machine; with a cache
// folder only the first start of the program on that machine pays for it.
// A Previewer may be used by several goroutines; Close frees its memory.
type Previewer struct {
	// CacheDir keeps compiled code between starts of the program, usually in
	// the user's cache folder. Empty means not to keep it.
	CacheDir string

	mu     sync.Mutex
	pool   pdfium.Pool
	cache  wazero.CompilationCache
	closed bool
}

// errUnreadable is what the user reads when bytes are not a PDF.
func errUnreadable(err error) error {
	return store.Fail(store.Invalid, "这份文件不是完整的 PDF，不能预览。请重新生成后再试。").Because(err)
}

// Warm compiles the renderer now, so that the first page comes at once.
func (p *Previewer) Warm() error {
	_, err := p.ready()
	return err
}

func (p *Previewer) ready() (pdfium.Pool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, fmt.Errorf("printing: the previewer is closed")
	}
	if p.pool != nil {
		return p.pool, nil
	}
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	if p.CacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(p.CacheDir)
		if err == nil { // a cache that cannot be written only costs time
			p.cache = cache
			config = config.WithCompilationCache(cache)
		}
	}
	pool, err := webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 2, ReuseWorkers: true,
		FSConfig: wazero.NewFSConfig(), // no disk
		Stdout:   io.Discard, Stderr: io.Discard,
		RuntimeConfig: config,
	})
	if err != nil {
		return nil, fmt.Errorf("printing: start PDFium: %w", err)
	}
	p.pool = pool
	return pool, nil
}

// Close ends the renderer. Open sheets must be closed before.
func (p *Previewer) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	if p.pool == nil {
		return nil
	}
	err := p.pool.Close()
	p.pool = nil
	if p.cache != nil {
		if cacheErr := p.cache.Close(context.Background()); err == nil {
			err = cacheErr
		}
	}
	return err
}

// Sheets is an open PDF. It holds a renderer until it is closed; at most two
// can be open at a time.
type Sheets struct {
	mu    sync.Mutex
	pdf   pdfium.Pdfium
	doc   references.FPDF_DOCUMENT
	bytes []byte
	pages int
}

// Open reads a PDF. It waits for ten seconds at most if both renderers are busy.
func (p *Previewer) Open(pdf []byte) (*Sheets, error) {
	pool, err := p.ready()
	if err != nil {
		return nil, err
	}
	instance, err := pool.GetInstance(10 * time.Second)
	if err != nil {
		return nil, fmt.Errorf("printing: no renderer is free: %w", err)
	}
	s := &Sheets{pdf: instance, bytes: pdf}
	opened, err := instance.OpenDocument(&requests.OpenDocument{File: &s.bytes})
	if err != nil {
		instance.Close()
		return nil, errUnreadable(err)
	}
	s.doc = opened.Document
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: s.doc})
	if err != nil {
		s.Close()
		return nil, errUnreadable(err)
	}
	s.pages = count.PageCount
	return s, nil
}

// Pages counts the pages.
func (s *Sheets) Pages() int { return s.pages }

func (s *Sheets) page(n int) requests.Page {
	return requests.Page{ByIndex: &requests.PageByIndex{Document: s.doc, Index: n - 1}}
}

func (s *Sheets) check(n int) error {
	if s.pdf == nil {
		return fmt.Errorf("printing: the document is closed")
	}
	if n < 1 || n > s.pages {
		return fmt.Errorf("printing: page %d of %d", n, s.pages)
	}
	return nil
}

// Page renders page n, counted from 1, on white paper.
func (s *Sheets) Page(n, dpi int) (image.Image, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.check(n); err != nil {
		return nil, err
	}
	if dpi < 1 || dpi > 600 {
		return nil, fmt.Errorf("printing: %d dpi is not between 1 and 600", dpi)
	}
	rendered, err := s.pdf.RenderPageInDPI(&requests.RenderPageInDPI{Page: s.page(n), DPI: dpi})
	if err != nil {
		return nil, fmt.Errorf("printing: render page %d: %w", n, err)
	}
	defer rendered.Cleanup()
	shared := rendered.Result.RenderedImage // lives in the renderer's memory
	kept := image.NewRGBA(shared.Bounds())
	draw.Draw(kept, kept.Bounds(), shared, shared.Bounds().Min, draw.Src)
	return kept, nil
}

// Text gives the words of page n as a reader's search would find them; an
// unreadable page has none.
func (s *Sheets) Text(n int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.check(n) != nil {
		return ""
	}
	text, err := s.pdf.GetPageText(&requests.GetPageText{Page: s.page(n)})
	if err != nil {
		return ""
	}
	return text.Text
}

// Close gives the renderer back.
func (s *Sheets) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pdf == nil {
		return nil
	}
	_, err := s.pdf.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: s.doc})
	if closeErr := s.pdf.Close(); err == nil {
		err = closeErr
	}
	s.pdf = nil
	return err
}
