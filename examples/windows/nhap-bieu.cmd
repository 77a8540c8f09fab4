@echo off
chcp 65001 >nul
rem Bấm đúp để nhập các biểu đã điền trong thư mục "bieu-nhan", hoặc kéo thả tệp biểu vào tệp này.
setlocal
set FILES=%*
cd /d "%~dp0"
call ttdt --version >nul 2>nul
if errorlevel 1 goto missing

if defined FILES goto import
if not exist "bieu-nhan\*.xlsx" goto nothing
set FILES="bieu-nhan\*.xlsx"
:import
call ttdt import %FILES%
echo.
call ttdt check --format concise
goto end

:nothing
echo Thư mục "bieu-nhan" chưa có biểu nào. Đặt các tệp .xlsx đã điền vào đó rồi bấm đúp lại.
goto end

:missing
echo Máy chưa có ttdt. Cách cài: xem mục "Cài đặt trên Windows" trong hướng dẫn.

:end
echo.
pause
